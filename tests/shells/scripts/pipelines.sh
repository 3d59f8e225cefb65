# shells: bash dash ash
# $guest and busybox are programs of the same kind as the shell, the others are always native.
seq 5 | busybox tr 1-5 a-e | sort -r | $guest -c 'while read -r l; do echo "[$l]"; done' | busybox tail -n 3
$guest -c 'echo from a guest' | cat | $guest -c 'cat' | busybox wc -w
echo native | $guest -c 'read -r a; echo "$a" | busybox sed s/nat/N/ | tr a-z A-Z'
yes | busybox head -n 2; echo $?
busybox yes | head -n 2
false | true; echo $?
true | false; echo $?
! true | false; echo $?
(exit 5) | cat; echo $?
i=0; seq 300 | while read -r n; do i=$((i+n)); [ $n -lt 300 ] || echo $i; done; echo $i
busybox dd if=/dev/zero bs=65536 count=64 2>/dev/null | cat | busybox wc -c
{ echo a; echo b >&2; } 2>&1 | sort
a() { cat; }; echo through | a | a | a | a
(sleep 0.05; echo slow) | { read -r x; echo "got $x"; }
echo 1 | { read -r a; echo 2 | { read -r b; echo $a $b; }; }
busybox seq 100000 | busybox sort -n | busybox tail -n 1
: | $guest -c 'exit 9'; echo $?
$guest -c 'kill -KILL $$'; echo $?
$guest -c 'kill -TERM $$' | cat; echo $?
