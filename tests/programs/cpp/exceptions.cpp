#include <exception>
#include <iostream>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

struct Noisy {
  const char* name;
  explicit Noisy(const char* text) : name(text) { std::cout << "+" << name << ' '; }
  Noisy(const Noisy& other) : name(other.name) { std::cout << "copy of " << name << ' '; }
  ~Noisy() { std::cout << "-" << name << ' '; }
};

static void rethrow_within_handlers() {
  try {
    try {
      try {
        throw std::out_of_range("first");
      } catch (const std::logic_error& error) {
        std::cout << "inner: " << error.what() << '\n';
        throw;
      }
    } catch (std::out_of_range& error) {
      std::cout << "middle: " << error.what() << '\n';
      throw std::runtime_error(std::string(error.what()) + ", then second");
    }
  } catch (const std::exception& error) {
    std::cout << "outer: " << error.what() << '\n';
  }
}

static void handlers_within_handlers() {
  try {
    throw 1;
  } catch (int outer) {
    try {
      throw 2;
    } catch (int inner) {
      std::cout << outer << ' ' << inner << '\n';
      try {
        throw;
      } catch (int again) {
        std::cout << "again " << again << '\n';
      }
    }
    try {
      throw;
    } catch (int again) {
      std::cout << "again " << again << '\n';
    }
  }
}

static void destructors_in_order() {
  try {
    Noisy first("a");
    Noisy second("b");
    {
      Noisy third("c");
      auto fourth = std::make_unique<Noisy>("d");
      throw Noisy("thrown");
    }
  } catch (const Noisy& caught) {
    std::cout << "caught " << caught.name << ' ';
  }
  std::cout << '\n';
}

struct Members {
  Noisy one{"one"};
  Noisy two;
  Members() try : two((throw 3, "two")) {
  } catch (int value) {
    std::cout << "constructor of a member threw " << value << ' ';
    throw std::string("translated");
  }
};

struct CountedThrow {
  static inline int made = 0;
  int number = ++made;
  CountedThrow() {
    if (number == 4) throw number;
    std::cout << "+" << number << ' ';
  }
  ~CountedThrow() { std::cout << "-" << number << ' '; }
};

static void constructors_that_throw() {
  try {
    Members members;
  } catch (const std::string& text) {
    std::cout << text << '\n';
  }
  try {
    CountedThrow array[6];
  } catch (int number) {
    std::cout << "element " << number << '\n';
  }
  CountedThrow::made = 0;
  try {
    delete[] new CountedThrow[5];
  } catch (int number) {
    std::cout << "element " << number << " on the heap\n";
  }
}

struct Base {
  virtual ~Base() = default;
  virtual const char* name() const { return "Base"; }
};
struct Left : virtual Base {
  const char* name() const override { return "Left"; }
};
struct Right : virtual Base {};
struct Both : Left, Right {
  const char* name() const override { return "Both"; }
};
struct Unrelated {};

template <typename Thrown>
static void selected_by_type(const Thrown& thrown) {
  try {
    throw thrown;
  } catch (const Right& right) {
    std::cout << "Right& " << right.name() << '\n';
  } catch (const Base& base) {
    std::cout << "Base& " << base.name() << '\n';
  } catch (const Base* base) {
    std::cout << "Base* " << (base ? base->name() : "null") << '\n';
  } catch (const void* pointer) {
    std::cout << "void* " << (pointer != nullptr) << '\n';
  } catch (long value) {
    std::cout << "long " << value << '\n';
  } catch (...) {
    std::cout << "...\n";
  }
}

static void every_type() {
  Both both;
  int integer = 0;
  selected_by_type(both);
  selected_by_type(Left());
  selected_by_type(Base());
  selected_by_type(&both);
  selected_by_type(static_cast<const Base*>(&both));
  selected_by_type(&integer);
  selected_by_type(12L);
  selected_by_type(12);
  selected_by_type(Unrelated());
  selected_by_type(nullptr);
}

static std::exception_ptr keep() {
  try {
    throw std::invalid_argument("kept");
  } catch (...) {
    return std::current_exception();
  }
}

static void exception_pointers() {
  std::exception_ptr kept = keep(), copy = kept;
  std::cout << (kept == copy) << (kept != nullptr) << (std::current_exception() == nullptr) << '\n';
  for (int round = 0; round < 2; round++) {
    try {
      std::rethrow_exception(round ? copy : kept);
    } catch (const std::invalid_argument& error) {
      std::cout << "rethrown: " << error.what() << '\n';
    }
  }
  kept = std::make_exception_ptr(42);
  try {
    std::rethrow_exception(kept);
  } catch (int value) {
    std::cout << value << '\n';
  }
}

static void print_nested(const std::exception& error, int depth = 0) {
  std::cout << std::string(depth, ' ') << error.what() << '\n';
  try {
    std::rethrow_if_nested(error);
  } catch (const std::exception& nested) {
    print_nested(nested, depth + 1);
  }
}

static void open_layer(int layer) {
  try {
    if (layer == 0) throw std::runtime_error("the cause");
    open_layer(layer - 1);
  } catch (...) {
    std::throw_with_nested(std::runtime_error("layer " + std::to_string(layer)));
  }
}

struct Counter {
  ~Counter() { std::cout << std::uncaught_exceptions() << ' '; }
};

struct ThrowsInside {
  ~ThrowsInside() {
    try {
      Counter counter;
      throw 7;
    } catch (int) {
      std::cout << "caught in a destructor, " << std::uncaught_exceptions() << " left ";
    }
  }
};

static void uncaught_counts() {
  {
    Counter counter;
  }
  try {
    Counter counter;
    ThrowsInside inside;
    throw 1;
  } catch (int) {
    std::cout << std::uncaught_exceptions();
  }
  std::cout << '\n';
}

static int return_from_handler(int value) {
  for (int round = 0;; round++) {
    try {
      Noisy noisy("r");
      if (round < value) continue;
      throw round;
    } catch (int caught) {
      if (caught == 3) break;
      return caught;
    }
  }
  return -1;
}

static void library_exceptions() {
  try {
    std::vector<int>(3).at(5) = 1;
  } catch (const std::out_of_range&) {
    std::cout << "out_of_range ";
  }
  try {
    std::cout << std::stoi("none");
  } catch (const std::invalid_argument&) {
    std::cout << "invalid_argument ";
  }
  try {
    std::string text("abc");
    text.insert(9, "x");
  } catch (const std::logic_error&) {
    std::cout << "logic_error ";
  }
  try {
    Base* base = new Left;
    std::unique_ptr<Base> owner(base);
    std::cout << dynamic_cast<Right&>(*base).name();
  } catch (const std::bad_cast&) {
    std::cout << "bad_cast ";
  }
  try {
    volatile size_t size = static_cast<size_t>(-1) / 2;
    delete[] new char[size];
  } catch (const std::bad_alloc&) {
    std::cout << "bad_alloc\n";
  }
}

static long many(int count) {
  long sum = 0;
  for (int i = 0; i < count; i++) {
    try {
      std::vector<int> held(static_cast<size_t>(100), i);
      throw std::make_pair(i, std::string(50, 'x'));
    } catch (const std::pair<int, std::string>& pair) {
      sum += pair.first + static_cast<long>(pair.second.size());
    }
  }
  return sum;
}

int main() {
  rethrow_within_handlers();
  handlers_within_handlers();
  destructors_in_order();
  constructors_that_throw();
  every_type();
  exception_pointers();
  try {
    open_layer(3);
  } catch (const std::exception& error) {
    print_nested(error);
  }
  uncaught_counts();
  for (int value : {0, 2, 3}) std::cout << return_from_handler(value) << '\n';
  library_exceptions();
  std::cout << many(20000) << '\n';
}
