# bash completion for ptop.  The options are read from ptop --help, those of batch mode from
# ptop --batch --help.

# "-x --name" of each option that is followed by what $3 matches: a value, or anything.
_ptop_options()
{
    "$1" $2 --help 2>/dev/null |
        sed -nE "s/^  (    |(-[A-Za-z])(, )?)(--[a-z0-9-]+)?$3\$/\2 \4/p"
}

_ptop_words()
{
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

# What the value of an option can be.
_ptop_value()
{
    local columns='time-percent total-time min-time max-time avg-time wall-total wall-min wall-max
        wall-avg calls errors name'

    case $1 in
    -p | --attach) _ptop_words "$(cd /proc && echo [0-9]*)" "$2" ;;
    -o | --output | --script | -P | --trace-path) mapfile -t COMPREPLY < <(compgen -f -- "$2") ;;
    -u | --user) mapfile -t COMPREPLY < <(compgen -u -- "$2") ;;
    -b | --detach-on) _ptop_words execve "$2" ;;
    -I | --interruptible) _ptop_words 'anywhere waiting never never_tstp' "$2" ;;
    -X | --const-print-style) _ptop_words 'raw abbrev verbose' "$2" ;;
    -S | --summary-sort-by) _ptop_words 'time min-time max-time avg-time calls errors name nothing' "$2" ;;
    -U | --summary-columns) _ptop_words "$columns" "$2" ;;
    --color) _ptop_words 'auto always never' "$2" ;;
    --status) _ptop_words 'successful failed unfinished unavailable detached' "$2" ;;
    --on-full) _ptop_words 'wait drop' "$2" ;;
    esac
}

_ptop()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local ptop=${COMP_WORDS[0]} mode='' valued index

    [[ " ${COMP_WORDS[*]} " == *' --batch '* || ${ptop##*/} == strace ]] && mode=--batch
    valued=" $(_ptop_options "$ptop" "$mode" ' [^ ].*' | tr -s ' \n' ' ') "

    # The first word that is neither an option nor an option's value is the command.
    for ((index = 1; index < COMP_CWORD; index++)); do
        case ${COMP_WORDS[index]} in
        -*) [[ $valued == *" ${COMP_WORDS[index]} "* ]] && ((index++)) ;;
        *)
            if declare -F _command_offset >/dev/null; then
                _command_offset "$index"
            else
                mapfile -t COMPREPLY < <(compgen -f -- "$current")
            fi
            return
            ;;
        esac
    done

    if [[ $valued == *" $previous "* ]]; then
        _ptop_value "$previous" "$current"
    elif [[ $current == -* ]]; then
        _ptop_words "$(_ptop_options "$ptop" "$mode" '.*')" "$current"
    else
        mapfile -t COMPREPLY < <(compgen -c -- "$current")
    fi
}

complete -o filenames -o bashdefault -F _ptop ptop
