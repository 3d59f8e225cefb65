#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

int main() {
  fs::create_directories("one/two/three");
  {
    std::ofstream out("one/two/numbers.txt");
    for (int i = 0; i < 1000; i++) out << i << ' ' << i * 0.5 << '\n';
  }
  std::ifstream in("one/two/numbers.txt");
  long sum = 0;
  double halves = 0, half;
  for (int number; in >> number >> half; halves += half) sum += number;
  std::cout << sum << ' ' << halves << ' ' << fs::file_size("one/two/numbers.txt") << '\n';

  std::fstream both("one/bytes", std::ios::in | std::ios::out | std::ios::binary | std::ios::trunc);
  both << "0123456789";
  both.seekp(3);
  both << "xyz";
  both.seekg(-5, std::ios::end);
  std::string rest;
  both >> rest;
  std::cout << rest << ' ' << both.eof() << '\n';
  both.close();

  fs::copy("one/bytes", "one/two/three/copy");
  fs::rename("one/bytes", "one/renamed");
  fs::create_symlink("renamed", "one/link");
  fs::permissions("one/renamed", fs::perms::owner_read | fs::perms::owner_write);
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator("one"))
    names.push_back(entry.path().generic_string() + (entry.is_directory() ? "/"
                                                     : entry.is_symlink() ? "@"
                                                                          : ""));
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) std::cout << name << '\n';
  std::cout << fs::read_symlink("one/link") << ' ' << fs::equivalent("one/link", "one/renamed")
            << ' ' << fs::path("/a/./b/../c.tar.gz").lexically_normal() << ' '
            << fs::path("x/y.tar.gz").extension() << ' '
            << fs::weakly_canonical("one/two/../link").filename() << '\n';

  try {
    fs::file_size("one/missing");
  } catch (const fs::filesystem_error& error) {
    std::cout << error.path1() << ' ' << (error.code() == std::errc::no_such_file_or_directory)
              << '\n';
  }
  std::error_code code;
  std::cout << fs::create_directory("one/renamed/below", code) << ' ' << code.value() << ' '
            << ENOTDIR << ' ' << code.message() << '\n';
  std::ifstream missing("one/missing");
  missing.exceptions(std::ios::goodbit);
  std::cout << missing.is_open() << ' ' << missing.fail() << '\n';
  try {
    missing.exceptions(std::ios::failbit);
  } catch (const std::ios_base::failure&) {
    std::cout << "failure\n";
  }
  std::cout << fs::remove_all("one") << ' ' << fs::exists("one") << '\n';
}
