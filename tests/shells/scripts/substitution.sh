# shells: bash dash ash
x=$(printf 'a\nb\n\n\n'); echo "[$x]"
echo "$(echo one "$(echo two "$(echo three)")") `echo four \`echo five\``"
y=$(exit 7); echo "status $?"
z=$(echo out; echo err >&2; exit 3) 2>&1; echo "$z status $?"
big=$(i=0; while [ $i -lt 20000 ]; do echo "line $i of many"; i=$((i+1)); done); echo ${#big}
echo "$(seq 3 | while read -r n; do echo "<$n>"; done)"
v=outer; w=$(v=inner; echo $v); echo $v $w
f() { echo "f:$1"; return 4; }; r=$(f arg); echo "$r $?"
echo $(cat <<END
in a document
END
)
set -- $(echo 'a  b' "c d"); echo $# "$@"
IFS=:; set -- $(echo a:b::c); echo $# "$2" "$3"
echo "${undefined-$(echo default)}" "${undefined:+$(echo never)}"
echo $(( $(echo 6) * 7 )) $((0x1f + 010)) $((1 << 40)) $((-7 / 2)) $((-7 % 2))
