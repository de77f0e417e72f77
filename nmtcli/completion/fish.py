"""The completion script for fish."""

from __future__ import annotations

from nmtcli.completion.line import Command, Value, lists, quoted, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nmtcli.completion.line import Names

_SCRIPT = r"""# Completion of nmt for fish. Made by "nmt completion fish": make it anew after an upgrade.

{lists}
set -g __nmt_commands {commands}

# Whether the command line is at this command.
function __nmt_at
    set -l words (commandline -opc)
    set -e words[1]
    set -l command nmt
    for word in $words
        contains -- "$command $word" $__nmt_commands; and set command "$command $word"
    end
    test "$command" = "$argv[1]"
end

# Offer the names that begin with what is typed. Words typed before it belong to the name where there is such a name:
# "upplands v" offers "Väsby". Fish shows only what begins with the typed letters themselves; "vaxj" therefore offers
# the spelling "vaxjo", which nmt reads as Växjö, unless it is also another place's: Håbo is not offered as "habo".
function __nmt_names
    set -l words (commandline -opc)
    set -l typed (string replace -ra '[\'"\\\\]|^--[a-z]+=' '' -- (commandline -ct))
    set typed (string lower -- $typed | string replace -a - ' ')
    for n in 2 1 0
        set -l before
        if test $n -gt 0
            test $n -lt (count $words); or continue
            set -l from (math (count $words) - $n + 1)
            set before (string join ' ' -- $words[$from..-1] | string lower | string replace -a - ' ')' '
        end
        set -l pattern '(?:^|\|)'(string escape --style=regex -- "$before$typed")
        set -l found (string match -r -- ".*$pattern.*" $argv)
        for entry in $found
            set -l forms (string split '|' -- $entry)
            set -l rest $forms[-1]
            set -l plain $forms[1]
            for word in (string match -ra '[^ ]+' -- $before)
                set rest (string replace -r '^[^ -]*[ -]' '' -- $rest)
                set plain (string replace -r '^[^ ]* ' '' -- $plain)
            end
            if string match -qi -- (string replace -a ' ' - -- $typed)'*' (string replace -a ' ' - -- $rest)
                echo $rest
            else if test (count (string match -r -- "(?:^|\|)$forms[1](?:\||\$)" $argv)) -eq 1
                printf '%s\t%s\n' $plain $forms[-1]
            end
        end
        test (count $found) -gt 0; and return
    end
end

complete -c nmt -f
{complete}
"""


def _offer(value: Value) -> str:
    """The flags of `complete` that offer a value."""
    if value.choices:
        return f" -a '{' '.join(value.choices)}'"
    if value.offer == "file":
        return " -F"
    return f" -a '(__nmt_names $__nmt_{value.offer})'" if value.offer else ""


def script(root: Command, names: Names) -> str:
    """The script for fish."""
    lines = []
    for command in walk(root):
        start = f"complete -c nmt -n '__nmt_at \"{command.name}\"'"
        lines += [f"{start} -a {sub.word} -d {quoted(sub.help)}" for sub in command.commands]
        for value in command.arguments:
            if offered := _offer(value):
                lines.append(start + offered)
        for option in command.options:
            spelled = "".join(f" -{'l' if s.startswith('--') else 's'} {s.lstrip('-')}" for s in option.spellings)
            # -r alone would offer files; -x is -r without them.
            takes = "" if option.value is None else " -r" if option.value.offer == "file" else " -x"
            offered = _offer(option.value) if option.value else ""
            lines.append(f"{start}{spelled}{takes}{offered} -d {quoted(option.help)}")
    paths = " ".join(f"'{command.name}'" for command in walk(root) if command is not root)
    return _SCRIPT.format(lists=lists(names, "set -g __nmt_{} {}"), commands=paths, complete="\n".join(lines))
