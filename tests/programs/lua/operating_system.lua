-- env: WALI_TEST_LUA=from the environment
-- env: TZ=UTC0
print(os.getenv("WALI_TEST_LUA"), os.getenv("WALI_TEST_MISSING"), os.getenv("HOME"))
print(os.time {year = 2024, month = 2, day = 29, hour = 12}, os.date("!%Y-%m-%d %H:%M:%S", 1700000000), os.date("!%c", 0))
local parts = os.date("*t", 86400 * 365) print(parts.year, parts.month, parts.day, parts.wday, parts.yday, parts.isdst)
print(os.date("%A %B %d %j %p %U %x %X %y", 1e9), pcall(os.date, "%Ez", 0), pcall(os.date, "%Q"))
print(os.time {year = 2024, month = 14, day = -3}, os.difftime(10, 4), pcall(os.time, {year = 2024}))
print(os.clock() >= 0, os.clock() < 60)
print(os.setlocale(), os.setlocale("C"), arg[0]:match("[^/]*$"), #arg)
