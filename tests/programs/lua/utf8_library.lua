local text = "h\u{e9}llo \u{4e16}\u{754c} \u{1F600}"
print(text, #text, utf8.len(text))
for position, code in utf8.codes(text) do io.write(position, ":", code, " ") end print()
print(utf8.char(72, 228, 8364, 128512), utf8.codepoint(text, 1, -1))
print(utf8.offset(text, 3), utf8.offset(text, -1), utf8.len("\xff"), utf8.len(text, 4))
for c in text:gmatch(utf8.charpattern) do io.write("[", c, "]") end print()
print(pcall(utf8.codepoint, "\xff"), pcall(utf8.char, -1), "\x41\65\z
      continued")
