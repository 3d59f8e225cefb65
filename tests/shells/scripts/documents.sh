# shells: bash dash ash
n=value
cat <<END
expanded $n $(echo command) $((3 * 4)) \$n \\ `echo tick`
END
cat <<'END'
raw $n $(echo command) \$n
END
cat <<-END
	without its tab
		nor these
	END
cat <<A; cat <<B
first
A
second
B
cat <<END | busybox tr a-z A-Z
through a pipe
END
f() { cat <<END
in a function: $1
END
}
f one; f two
while read -r line; do echo "<$line>"; done <<END
a
b c

d
END
text=$(i=0; while [ $i -lt 4000 ]; do echo "a line of more than thirty characters $i"; i=$((i+1)); done)
busybox wc <<END
$text
END
exec 3<<END
on another descriptor
END
cat <&3
exec 3<&-
cat <<END 3>&1 >&2 2>&3
redirected
END
cat <<""
ends at the empty line

echo done
