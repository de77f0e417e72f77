"""The completion script for zsh."""

from __future__ import annotations

from nmtcli.completion.line import Command, Option, Value, lists, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.completion.line import Names

_SCRIPT = r"""#compdef nmt
# Completion of nmt for zsh. Made by "nmt completion zsh": make it anew after an upgrade.

{lists}

# Offer the names of a list that begin with what is typed. Words typed before it belong to the name where there is such
# a name: "upplands v" offers "Väsby". Matched here, as the matchers of compadd know no letters beyond ASCII.
_nmt_names() {{
    local -a found
    local typed=${{(Q)PREFIX}} before entry name skip n i
    for n in 2 1 0; do
        (( n < CURRENT )) || continue
        before="${{(j: :)${{(Q)words[CURRENT-n,CURRENT-1]}}}}"
        before=${{before:+$before }} skip=${{before//[^ ]/}}
        before=${{(L)${{:-$before$typed}}//-/ }}
        for entry in "${{(@P)@[-1]}}"; do
            [[ $entry == "$before"* || $entry == *"|$before"* ]] || continue
            name=${{entry##*|}}
            for (( i = 0; i < $#skip; i++ )); do name=${{name#*[ -]}}; done
            found+=("$name")
        done
        (( $#found )) || continue
        compadd "${{@[1,-2]}}" -U -i "$IPREFIX" -a found
        # What the matches have in common takes the place of what is typed; not where it is less ("va": Vara, Växjö).
        if [[ $compstate[insert] == *unambiguous* ]]; then
            for name in $found; do
                [[ ${{name:0:$#typed}} == "${{${{found[1]}}:0:$#typed}}" ]] && continue
                compstate[insert]= compstate[list]='list force'
            done
        fi
        return 0
    done
    return 1
}}
{functions}

if [[ $funcstack[1] == _nmt ]]; then
    _nmt "$@"
else
    compdef _nmt nmt
fi
"""


def _text(text: str) -> str:
    """A help text inside a specification of _arguments, inside single quotes."""
    for letter in ":[]":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("'", "’")


def _value(value: Value) -> str:
    """':message:action' of a specification."""
    if value.choices:
        action = f"({' '.join(value.choices)})"
    elif value.offer == "file":
        action = "_files"
    else:
        action = f"_nmt_names _nmt_{value.offer}" if value.offer else " "
    return f":{_text(value.name)}:{action}"


def _option(option: Option) -> str:
    value = _value(option.value) if option.value else ""
    apart = "*" if option.many else f"({' '.join(option.spellings)})" if len(option.spellings) > 1 else ""
    spellings = [s + ("" if not value else "=" if s.startswith("--") else "+") for s in option.spellings]
    if len(spellings) == 1:
        return f"'{apart}{spellings[0]}[{_text(option.help)}]{value}'"
    return f"'{apart}'{{{','.join(spellings)}}}'[{_text(option.help)}]{value}'"


def _function(command: Command) -> str:
    name = "_" + command.name.replace(" ", "_").replace("-", "_")
    specs = [_option(option) for option in command.options]
    if command.commands:
        described = " ".join(f"'{sub.word}:{_text(sub.help)}'" for sub in command.commands)
        branches = "\n".join(f"        {sub.word}) {name}_{sub.word} ;;" for sub in command.commands)
        specs += ["'1:command:->command'", "'*::argument:->argument'"]
        return f"""
{name}() {{
    local curcontext=$curcontext state state_descr line
    local -a commands
    local -A opt_args
    _arguments -C \\
        {" ".join(specs)} && return
    case $state in
    command)
        commands=({described})
        _describe command commands
        ;;
    argument)
        case $line[1] in
{branches}
        esac
        ;;
    esac
}}"""
    specs += [f"'{'*' if value.many else number}{_value(value)}'" for number, value in enumerate(command.arguments, 1)]
    body = " \\\n        ".join(specs)
    return f"\n{name}() {{\n    _arguments -s \\\n        {body}\n}}"


def script(root: Command, names: Names) -> str:
    """The script for zsh."""
    functions = "\n".join(_function(command) for command in walk(root))
    return _SCRIPT.format(lists=lists(names, "typeset -ga _nmt_{0}\n_nmt_{0}=({1})"), functions=functions)
