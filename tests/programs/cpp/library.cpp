#include <algorithm>
#include <any>
#include <bitset>
#include <charconv>
#include <chrono>
#include <complex>
#include <deque>
#include <functional>
#include <iomanip>
#include <iostream>
#include <list>
#include <locale>
#include <map>
#include <memory>
#include <memory_resource>
#include <numeric>
#include <optional>
#include <queue>
#include <random>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <typeinfo>
#include <unordered_map>
#include <variant>
#include <vector>

static void containers() {
  std::mt19937_64 random(12345);
  std::vector<long> values(1000);
  for (long& value : values) value = static_cast<long>(random() % 100000);
  std::map<long, int> counts;
  std::unordered_map<std::string, long> by_text;
  for (long value : values) {
    counts[value % 37]++;
    by_text[std::to_string(value % 91)] += value;
  }
  std::sort(values.begin(), values.end());
  auto last = std::unique(values.begin(), values.end());
  std::cout << (last - values.begin()) << ' ' << std::accumulate(values.begin(), last, 0L) << '\n';
  for (const auto& [key, count] : counts) std::cout << key << ':' << count << ' ';
  std::map<std::string, long> ordered(by_text.begin(), by_text.end());
  std::cout << '\n' << ordered.size() << ' ' << ordered["17"] << '\n';

  std::set<std::string> words{"pear", "apple", "fig"};
  std::list<int> list{5, 1, 4};
  list.sort();
  std::deque<int> deque(list.begin(), list.end());
  deque.push_front(9);
  std::priority_queue<int> queue(deque.begin(), deque.end());
  std::cout << *words.begin() << ' ' << list.front() << ' ' << deque.back() << ' ' << queue.top()
            << '\n';

  std::byte buffer[4096];
  std::pmr::monotonic_buffer_resource resource(buffer, sizeof buffer);
  std::pmr::vector<std::pmr::string> strings(&resource);
  for (int i = 0; i < 40; i++)
    strings.emplace_back("a string that does not fit inline " + std::to_string(i));
  std::cout << strings.back() << '\n';
}

static void formats() {
  std::cout << std::hex << std::showbase << 255 << ' ' << std::oct << 8 << std::dec << ' '
            << std::setw(8) << std::setfill('*') << std::left << 42 << std::right << std::setw(8)
            << -42 << '\n'
            << std::setfill(' ') << std::fixed << std::setprecision(3) << 3.14159 << ' '
            << std::scientific << 12345.678 << ' ' << std::defaultfloat << 1e-5 << ' ' << 0.1f
            << ' ' << 1e300 << '\n'
            << std::boolalpha << true << ' ' << std::hexfloat << 1.5 << std::defaultfloat << ' '
            << static_cast<long double>(2) / 4 << ' ' << std::complex<double>(1, -2) << ' '
            << std::bitset<12>(1234) << ' ' << std::quoted("with \"quotes\"") << '\n';

  std::istringstream input("12 0x1f 3.25 word true  \n line with spaces\n-7");
  int decimal, hexadecimal, negative;
  double real;
  std::string word, line;
  bool flag;
  input >> decimal >> std::hex >> hexadecimal >> std::dec >> real >> word >> std::boolalpha >>
      flag >> std::ws;
  std::getline(input, line);
  input >> negative;
  std::cout << decimal << ' ' << hexadecimal << ' ' << real << ' ' << word << ' ' << flag << ' '
            << line << ' ' << negative << ' ' << input.eof() << '\n';

  char text[64];
  auto end = std::to_chars(text, text + sizeof text, 0.1 + 0.2).ptr;
  std::cout << std::string_view(text, static_cast<size_t>(end - text)) << ' ';
  long parsed = 0;
  std::from_chars("-123456789012", "-123456789012" + 13, parsed);
  std::cout << parsed << '\n';

  std::wostringstream wide;
  wide << L"wide " << 12.5;
  std::cout << wide.str().size() << ' '
            << std::use_facet<std::ctype<char>>(std::locale()).toupper('q') << ' '
            << std::locale().name() << '\n';
}

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};
struct Square : Shape {
  double side;
  explicit Square(double length) : side(length) {}
  double area() const override { return side * side; }
};
struct Named {
  std::string name = "named";
  virtual ~Named() = default;
};
struct NamedSquare : Named, Square {
  NamedSquare() : Square(3) {}
};

static void types() {
  std::vector<std::unique_ptr<Shape>> shapes;
  shapes.push_back(std::make_unique<Square>(2));
  shapes.push_back(std::make_unique<NamedSquare>());
  for (const auto& shape : shapes) {
    auto* named = dynamic_cast<Named*>(shape.get());
    std::cout << shape->area() << ' ' << (named ? named->name : "none") << ' '
              << typeid(*shape).name() << ' ';
  }
  std::cout << (dynamic_cast<void*>(shapes[1].get()) != shapes[1].get()) << '\n';

  std::variant<int, std::string, double> variant = "text";
  auto print = [](const auto& value) { std::cout << value << ' '; };
  std::visit(print, variant);
  variant = 2.5;
  std::visit(print, variant);
  try {
    std::cout << std::get<int>(variant);
  } catch (const std::bad_variant_access&) {
    std::cout << "bad_variant_access ";
  }
  std::any any = std::string("any");
  std::cout << std::any_cast<std::string>(any) << ' ' << (std::any_cast<int>(&any) == nullptr)
            << ' ';
  std::optional<int> optional;
  std::cout << optional.value_or(4) << ' ' << std::get<1>(std::tuple(1, 'c')) << '\n';
  std::function<int(int)> factorial = [&](int n) { return n < 2 ? 1 : n * factorial(n - 1); };
  auto shared = std::make_shared<int>(factorial(10));
  std::weak_ptr<int> weak = shared;
  std::cout << *weak.lock() << ' ' << shared.use_count() << ' ';
  shared.reset();
  std::cout << weak.expired() << '\n';
}

static void text() {
  std::string prose = "The quick brown fox, born 1999-12-31, jumped on 2024-02-29 over 3 dogs.";
  std::regex date(R"((\d{4})-(\d\d)-(\d\d))");
  for (std::sregex_iterator match(prose.begin(), prose.end(), date), end; match != end; ++match)
    std::cout << (*match)[3] << '.' << (*match)[2] << '.' << (*match)[1] << ' ';
  std::cout << std::regex_replace(prose, std::regex("[aeiou]"), "_") << '\n';
  std::cout << prose.find("fox") << ' ' << prose.rfind('o') << ' ' << prose.substr(4, 5) << ' '
            << std::stod("2.5e3") << ' ' << std::stoll("-9223372036854775807") << '\n';
  std::chrono::duration<double, std::milli> duration =
      std::chrono::seconds(3) + std::chrono::microseconds(250);
  std::cout << duration.count() << ' '
            << std::chrono::duration_cast<std::chrono::minutes>(std::chrono::hours(5)).count()
            << '\n';
}

int main() {
  containers();
  formats();
  types();
  text();
}
