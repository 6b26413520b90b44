# fish completion for ptop.  The options are read from ptop --help, those of batch mode from
# ptop --batch --help.

function __ptop_is_batch
    string match -q -- --batch (commandline -opc)
end

# The options of one help, under a condition.
function __ptop_complete
    for line in (ptop $argv[2..] --help 2>/dev/null | string match -r '^  (?:    --|-[A-Za-z]).*')
        # letter;name;optional value;value;help
        set -l row (string replace -r '^  (?:    |-([A-Za-z])(?:, )?)(?:--([a-z0-9-]+))?(?:\[=([^]]+)\])?(?: (\S+))?(?:  +(.*))?$' '$1;$2;$3;$4;$5' -- $line | string split -m 4 ';')
        set -l spec -n $argv[1] -d "$row[5]"
        test -n "$row[1]"; and set -a spec -s $row[1]
        test -n "$row[2]"; and set -a spec -l $row[2]
        switch "$row[2]"
            case attach
                set -a spec -x -a '(__fish_complete_pids)'
            case output script trace-path
                set -a spec -r -F
            case user
                set -a spec -x -a '(__fish_complete_users)'
            case detach-on
                set -a spec -x -a execve
            case interruptible
                set -a spec -x -a 'anywhere waiting never never_tstp'
            case const-print-style
                set -a spec -x -a 'raw abbrev verbose'
            case color
                set -a spec -x -a 'auto always never'
            case on-full
                set -a spec -x -a 'wait drop'
            case '*'
                test -n "$row[4]"; and set -a spec -x
        end
        complete -c ptop $spec
    end
end

complete -c ptop -x -a '(__fish_complete_subcommand)'
__ptop_complete 'not __ptop_is_batch'
__ptop_complete __ptop_is_batch --batch
