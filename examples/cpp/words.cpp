// Counts the words of files, one thread for each, and prints the most frequent. A file that cannot
// be read is an exception in its thread, which std::future carries to the one that asks.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <future>
#include <iomanip>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using Counts = std::map<std::string, int>;

static Counts count_words(std::istream& in) {
  Counts counts;
  std::string word;
  for (std::string text; in >> text; word.clear()) {
    for (unsigned char c : text)
      if (std::isalpha(c)) word += static_cast<char>(std::tolower(c));
    if (!word.empty()) ++counts[word];
  }
  return counts;
}

static Counts count_file(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  return count_words(in);
}

static void print_most_frequent(const Counts& counts, std::size_t limit) {
  std::vector<std::pair<std::string_view, int>> words(counts.begin(), counts.end());
  std::stable_sort(
      words.begin(), words.end(), [](auto& a, auto& b) { return a.second > b.second; });
  if (words.size() > limit) words.resize(limit);
  for (const auto& [word, count] : words) std::cout << std::setw(6) << count << ' ' << word << '\n';
}

int main(int argc, char** argv) {
  std::vector<std::future<Counts>> files;
  for (int i = 1; i < argc; i++)
    files.push_back(std::async(std::launch::async, count_file, argv[i]));

  Counts total;
  int failures = 0;
  if (files.empty()) total = count_words(std::cin);
  for (auto& file : files) {
    try {
      for (const auto& [word, count] : file.get()) total[word] += count;
    } catch (const std::exception& error) {
      std::cerr << "words: " << error.what() << '\n';
      ++failures;
    }
  }
  print_most_frequent(total, 10);
  return failures != 0;
}
