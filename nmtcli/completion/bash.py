"""The completion script for bash."""

from __future__ import annotations

from nmtcli.completion.line import Command, Value, lists, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.completion.line import Names

_SCRIPT = r"""# Completion of nmt for bash 4.3 or later. Made by "nmt completion bash": make it anew after an upgrade.

{lists}

# Offer the names of a list that begin with what is typed. Words typed before it belong to the name where there is such
# a name: "upplands v" offers "Väsby".
_nmt_names() {{
    local -n _nmt_list=_nmt_$1
    local quote= typed=$cur before entry name skip n i
    if [[ $typed == [\"\']* ]]; then quote=${{typed:0:1}} typed=${{typed:1}}; fi
    for n in 2 1 0; do
        ((n < COMP_CWORD)) || continue
        before="${{COMP_WORDS[*]:COMP_CWORD-n:n}}"
        before=${{before//[\\\"\']/}} before=${{before:+$before }} skip=${{before//[^ ]/}}
        before+=${{typed//[\\\"\']/}} before=${{before//-/ }} before=${{before,,}}
        for entry in "${{_nmt_list[@]}}"; do
            [[ $entry == "$before"* || $entry == *"|$before"* ]] || continue
            name=${{entry##*|}}
            for ((i = 0; i < ${{#skip}}; i++)); do name=${{name#*[ -]}}; done
            [[ $quote ]] || name=${{name// /\\ }}
            COMPREPLY+=("$name")
        done
        ((${{#COMPREPLY[@]}})) && break
    done
    # Readline puts what the matches have in common in place of what is typed. Where that is less ("va": Vara, Växjö), a
    # blank entry makes it leave the typed letters alone.
    for name in "${{COMPREPLY[@]}}"; do
        if [[ ${{name:0:${{#typed}}}} != "${{COMPREPLY[0]:0:${{#typed}}}}" ]]; then
            COMPREPLY+=("")
            break
        fi
    done
}}

_nmt_words() {{
    COMPREPLY=($(compgen -W "$1" -- "$cur"))
}}

_nmt() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} command=nmt option= given=0 word i
    COMPREPLY=()
    # Which command it is, how many arguments it has, and whether the word to complete is an option's value. Bash splits
    # "--format=json" into three words.
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${{COMP_WORDS[i]}}
        if [[ $word == = ]]; then
            option=${{COMP_WORDS[i-1]}}
        elif [[ $option ]]; then
            option=
        else
            case "$command $word" in
{commands}
{valued}
            "$command -"*) ;;
            *) ((given += 1)) ;;
            esac
        fi
    done
    [[ $cur == = ]] && cur=
    if [[ $option ]]; then
        case "$command $option" in
{values}
        esac
    elif [[ $cur == -* ]]; then
        case "$command" in
{options}
        esac
    else
        case "$command $given" in
{arguments}
        esac
    fi
}}

complete -F _nmt nmt
"""


def _offer(value: Value) -> str:
    if value.choices:
        return f"_nmt_words '{' '.join(value.choices)}'"
    if value.offer == "file":
        return "compopt -o default"
    return f"_nmt_names {value.offer}" if value.offer else ":"


def _cases(cases: list[tuple[str, str]], indent: int) -> str:
    """Branches of a case statement, those that do the same thing together."""
    same: dict[str, list[str]] = {}
    for pattern, action in cases:
        same.setdefault(action, []).append(pattern)
    return "\n".join(f"{' ' * indent}{' | '.join(patterns)}) {action} ;;" for action, patterns in same.items())


def script(root: Command, names: Names) -> str:
    """The script for bash."""
    subcommands: list[str] = []
    valued: list[str] = []
    values: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    arguments: list[tuple[str, str]] = []
    for command in walk(root):
        path = command.name
        subcommands += [f"'{sub.name}'" for sub in command.commands]
        offered: list[str] = []
        for option in command.options:
            long = [spelling for spelling in option.spellings if spelling.startswith("--")]
            offered += long or option.spellings
            if option.value:
                patterns = [f"'{path} {spelling}'" for spelling in option.spellings]
                valued += patterns
                values += [(pattern, _offer(option.value)) for pattern in patterns]
        options.append((f"'{path}'", f"_nmt_words '{' '.join(offered)}'"))
        if command.commands:
            arguments.append((f"'{path} 0'", f"_nmt_words '{' '.join(sub.word for sub in command.commands)}'"))
        for index, value in enumerate(command.arguments):
            pattern = f"'{path} '*" if value.many else f"'{path} {index}'"
            arguments.append((pattern, _offer(value)))
    return _SCRIPT.format(
        lists=lists(names, "_nmt_{}=({})"),
        commands=_cases([(name, 'command="$command $word"') for name in subcommands], 12),
        valued=_cases([(pattern, "option=$word") for pattern in valued], 12),
        values=_cases(values, 8),
        options=_cases(options, 8),
        arguments=_cases(arguments, 8),
    )
