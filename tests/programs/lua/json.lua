-- A small serializer and parser: string scanning, recursion and tables together.
local function encode(v)
  if type(v) == "table" then
    local out = {}
    if #v > 0 then for i, x in ipairs(v) do out[i] = encode(x) end return "[" .. table.concat(out, ",") .. "]" end
    local keys = {} for k in pairs(v) do keys[#keys + 1] = k end table.sort(keys)
    for i, k in ipairs(keys) do out[i] = encode(k) .. ":" .. encode(v[k]) end
    return "{" .. table.concat(out, ",") .. "}"
  end
  if type(v) == "string" then return '"' .. v:gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"' end
  return tostring(v)
end
local function decode(s)
  local position = 1
  local function space() position = s:find("%S", position) or #s + 1 end
  local value
  local function list(close, item)
    position = position + 1 space()
    local out = {}
    while s:sub(position, position) ~= close do item(out) space() if s:sub(position, position) == "," then position = position + 1 space() end end
    position = position + 1
    return out
  end
  function value()
    space()
    local c = s:sub(position, position)
    if c == "{" then return list("}", function(out) local k = value() space() position = position + 1 out[k] = value() end) end
    if c == "[" then return list("]", function(out) out[#out + 1] = value() end) end
    if c == '"' then
      local stop = s:find('"', position + 1, true)
      local text = s:sub(position + 1, stop - 1):gsub("\\u(%x%x%x%x)", function(h) return utf8.char(tonumber(h, 16)) end)
      position = stop + 1
      return text
    end
    for word, v in pairs {["true"] = true, ["false"] = false} do
      if s:sub(position, position + #word - 1) == word then position = position + #word return v end
    end
    local number = s:match("^-?[%d.]+[eE]?[+-]?%d*", position)
    if not number then error("unexpected '" .. c .. "' at " .. position, 0) end
    position = position + #number
    return tonumber(number)
  end
  return value()
end
local data = {name = "test \"quoted\" \n", list = {1, 2.5, -3e10, true, false}, nested = {deep = {deeper = {"x"}}}}
local text = encode(data) print(text) print(encode(decode(text)) == text)
print(pcall(decode, '{"a": ?}'))
local rows = {} for i = 1, 2000 do rows[i] = {id = i, name = "row " .. i, values = {i, i * 2, i / 4}} end
local big = encode(rows) print(#big, encode(decode(big)) == big)
