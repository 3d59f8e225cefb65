# shells: bash dash ash
# Programs of the shell's own kind are found and executed as any others.
type $guest >/dev/null && echo found
mkdir here; cp "$(command -v $guest)" here
here/$guest -c 'echo by path $0 "$@"' zero one 'two three'
(cd here; PATH=.:$PATH; $guest -c 'echo by name in the path')
printf '#!%s\necho script $# "$1" "$2"\n' "$(command -v $guest)" >started; chmod +x started
[ $guest = ash ] || ./started a 'b c'
printf '#!%s -e\nfalse; echo not reached\n' "$(command -v $guest)" >strict; chmod +x strict
[ $guest = ash ] || { ./strict; echo $?; }
cp "$(command -v busybox)" env
printf '#!%s/env %s\necho found by env $# "$1"\n' "$PWD" $guest >searched; chmod +x searched
[ $guest = ash ] || ./searched 'a b'
printf 'echo no first line $1\n' >plain; chmod +x plain; ./plain x
missing_program 2>/dev/null; echo $?
echo text >readable; ./readable 2>/dev/null; echo $?
(exec $guest -c 'echo replaced; exit 8'; echo not reached); echo $?
(exec ./missing 2>/dev/null; echo not reached); echo $?
exec 4>written; echo into a file >&4; exec 4>&-; cat written
A=1 $guest -c 'echo $A'; export B='x
y'; $guest -c 'echo "$B"'; $guest -c 'B=z; export B; sh -c "echo \$B"'
$guest -c '$guest -c "$guest -c \"echo three deep\""'
echo plain | busybox xargs $guest -c 'echo "given $1"' x
$guest -c 'exit 300'; echo $?; $guest -c 'exit 256'; echo $?
