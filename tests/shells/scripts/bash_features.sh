# shells: bash
diff <(seq 3) <(busybox seq 4); cat <(echo a) <($guest -c 'echo b'); tee >(busybox tr a-z A-Z >upper) <<<through >/dev/null; until [ -s upper ]; do sleep 0.1; done; cat upper
coproc cat; echo to the coprocess >&"${COPROC[1]}"; read -r -t 10 l <&"${COPROC[0]}"; echo "$l"; eval "exec ${COPROC[1]}>&-"; wait
coproc W { $guest -c 'while read -r l; do echo "<$l>"; done'; }; echo x >&"${W[1]}"; read -r l <&"${W[0]}"; echo "$l"; kill $W_PID; wait 2>/dev/null
read -t 0.1 x < <(sleep 5); [ $? -gt 128 ] && echo timed out
read -r -t 5 x < <(echo in time); echo "$x $?"
read -r -n 3 x <<<abcdef; echo $x; read -r -d : x <<<a:b; echo $x; IFS=, read -r -a a <<<1,2,3; echo ${a[@]} ${#a[@]}
sleep 0.3 & (exit 6) & wait -n; echo $?; wait
for s in 0.05 0.3; do sleep $s & done; wait -n -p who; [ -n "$who" ] && echo known; wait
trap 'echo child >>children' CHLD; for i in 1 2 3; do $guest -c :; done; wait; trap - CHLD; wc -l <children
trap 'echo "error in line $LINENO"' ERR; false; trap - ERR
f() { trap 'echo leaving' RETURN; echo in f; }; f; trap - RETURN
set -o pipefail; true | $guest -c 'exit 3' | true; echo $? "${PIPESTATUS[@]}"; set +o pipefail
true | false | $guest -c 'exit 5'; echo "${PIPESTATUS[@]}"
mapfile -t m < <(seq 4); echo "${m[@]: -2}"; declare -A h=([a]=1 [b]=2); for k in a b; do echo "$k=${h[$k]}"; done
printf -v v '%05d|%-5s|%x|%q' 42 ab 255 "it's"; echo "$v"; printf '%(%Y)T\n' 0
[[ 2024-11-23 =~ ^([0-9]+)-([0-9]+) ]] && echo "${BASH_REMATCH[@]}"
shopt -s extglob nullglob; touch a.c b.h c.txt; echo !(*.txt|upper|children) {1..5..2} {a,b}{x,y}
x=Hello; echo ${x^^} ${x,,} ${x/l/L} ${x//l/L} ${x:1:3} ${x#H} ${x%o} ${#x}; echo "${x@Q}"
echo $((2**10)) $((16#ff)) $((x=5, x+=3, x)); ((0)) || echo zero; let y=3*4; echo $y
select s in one two; do echo "chose $s"; break; done <<<2 2>/dev/null
exec {fd}>descriptor; [ $fd -ge 10 ] && echo high; echo kept >&$fd; exec {fd}>&-; cat descriptor
f() { local -n ref=$1; ref=changed; }; target=x; f target; echo $target; export -f f; bash -c 'target=y; f target; echo $target'
TIMEFORMAT='%lR' ; { time :; } 2>&1 | busybox sed 's/[0-9]/N/g'; TIMEFORMAT=; time sleep 0.01; echo timed
BASH_ENV=env; echo 'echo read at start' >env; export BASH_ENV; bash -c 'echo then this'; unset BASH_ENV
( set -e; false; echo not reached ); echo $?; set -u; (echo $nothing) 2>/dev/null; echo $?; set +u
enable -n test; type -t test [ ; enable test
caller; g() { caller 0; echo "${FUNCNAME[*]} ${BASH_LINENO[0]}"; }; g
echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL)); echo ${BASH_VERSINFO[@]:0:2} $SHLVL
kill -l 9 15 USR1; kill -L | head -n 2; compgen -b | wc -l
sleep 0.1 & disown; jobs; wait; echo $-
for ((i = 0; i < 3; i++)); do echo -n "$i "; done; echo; case abc in a*) echo matches ;;& *c) echo both ;; esac
