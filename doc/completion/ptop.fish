# fish completion for ptop.  The options are read from ptop --help.

complete -c ptop -x -a '(__fish_complete_subcommand)'
for line in (ptop --help 2>/dev/null | string match -r '^ +(?:-[A-Za-z], )? *--[a-z-]+.*')
    # letter;name;value;help
    set -l row (string replace -r '^ +(?:-([A-Za-z]), )? *--([a-z-]+)(?: (\S+))? +(.*)$' '$1;$2;$3;$4' -- $line | string split -m 3 ';')
    set -l spec -l $row[2] -d $row[4]
    test -n "$row[1]"; and set -a spec -s $row[1]
    switch $row[2]
        case attach
            set -a spec -x -a '(__fish_complete_pids)'
        case output script
            set -a spec -r -F
        case on-full
            set -a spec -x -a 'wait drop'
        case '*'
            test -n "$row[3]"; and set -a spec -x
    end
    complete -c ptop $spec
end
