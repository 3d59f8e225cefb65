# shells: bash dash
set -m
sleep 30 & sleep 40 &
jobs
kill %1; wait %1; echo $?
jobs
kill -STOP %2; sleep 0.2; jobs
kill -CONT %2; sleep 0.1
kill -TERM %2; wait %2; echo $?
(exit 3) & wait $!; echo $?
$guest -c 'exit 4' & wait $!; echo $?
busybox sleep 0.1 | cat & wait; echo $?
true & wait; jobs; echo end
set +m
sleep 0.1 & a=$!; sleep 0.2 & b=$!; wait $a $b; echo $?
wait 999999; echo $?
i=0; while [ $i -lt 30 ]; do (exit $i) & i=$((i+1)); done; wait; echo all
