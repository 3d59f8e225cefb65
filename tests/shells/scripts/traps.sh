# shells: bash dash ash
(trap 'echo exit of a subshell' EXIT; exit 3); echo $?
$guest -c 'trap "echo ends; exit 5" EXIT; kill -TERM $$; sleep 5'; echo $?
$guest -c 'trap "echo term" TERM; kill -TERM $$; echo goes on'; echo $?
trap 'echo usr1' USR1
kill -USR1 $$
(sleep 0.1; kill -USR1 $$; sleep 0.5) &
wait $!; echo "wait: $?"
wait; echo "wait: $?"
trap - USR1
trap '' INT
$guest -c 'kill -INT $$; echo ignored'
trap 'echo int' INT; kill -INT $$
trap
trap - INT
$guest -c 'kill -INT $$; echo not reached'; echo $?
for s in HUP QUIT ALRM USR2 PIPE; do trap "echo got $s" $s; kill -$s $$; done
trap 'echo first' TERM; trap 'echo second' TERM; kill -TERM $$
trap - TERM
$guest -c 'trap "echo a; kill -USR2 \$\$; echo b" USR1; trap "echo c" USR2; kill -USR1 $$; echo d'
n=0; trap 'n=$((n+1))' USR1; i=0; while [ $i -lt 200 ]; do kill -USR1 $$; i=$((i+1)); done; echo $n
sleep 30 & p=$!; kill $p; wait $p; echo $?
sleep 30 & p=$!; kill -KILL $p; wait $p; echo $?
trap 'echo at the end, $?' EXIT
exit 6
