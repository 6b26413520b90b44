# bash completion for ptop.  The options are read from ptop --help.

# "--name" of each option; with a value: only of those that take one, and their letters.
_ptop_options()
{
    "$1" --help 2>/dev/null | sed -nE "s/^ +((-[A-Za-z]), )? *(--[a-z-]+)$2/\2 \3/p"
}

_ptop()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local ptop=${COMP_WORDS[0]} valued index
    valued=" $(_ptop_options "$ptop" ' [^ ].*' | tr -s ' \n' ' ') "

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

    case $previous in
    -p | --attach) mapfile -t COMPREPLY < <(compgen -W "$(cd /proc && echo [0-9]*)" -- "$current") ;;
    -o | --output | --script) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    --on-full) mapfile -t COMPREPLY < <(compgen -W 'wait drop' -- "$current") ;;
    *)
        [[ $valued == *" $previous "* ]] && return
        if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$(_ptop_options "$ptop" '.*')" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -c -- "$current")
        fi
        ;;
    esac
}

complete -o filenames -o bashdefault -F _ptop ptop
