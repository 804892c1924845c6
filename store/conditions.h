// Collects the WHERE of a query and its parameters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gongwen {

class SqliteStatement;

// The SQL fragments are the program's own; what comes from a user is always a parameter.
class Conditions {
 public:
  // `expression` contains `text`, both as match keys. An empty key does not filter.
  void Contains(std::string_view expression, std::string_view text);
  // One of two expressions contains it.
  void EitherContains(std::string_view first, std::string_view second, std::string_view text);
  // `expression` is one of the names of this kind (distinct_name) that contain `text`: the same,
  // and with an index where Contains looks at every row. Without the index where `is_common`: then
  // most rows match, and those in order are quicker found by going through them.
  void ContainsName(std::string_view expression, std::string_view kind, std::string_view text,
                    bool is_common = false);
  void EitherContainsName(std::string_view first, std::string_view second, std::string_view kind,
                          std::string_view text);
  // `fragment` has one place '?' where the key of `text` goes.
  void WithKey(std::string_view fragment, std::string_view text);

  template <class T>
  void Compare(std::string_view expression, std::string_view comparator,
               const std::optional<T>& value) {
    if (!value) return;
    And(std::string(expression) + " " + std::string(comparator) + " ?");
    parameters_.emplace_back(*value);
  }
  void IsNull(std::string_view expression) { And(std::string(expression) + " IS NULL"); }
  void Equals(std::string_view expression, std::string_view text);  // empty text does not filter

  // "" or " WHERE a AND b".
  [[nodiscard]] std::string Where() const;
  // In the order of the conditions.
  void BindTo(SqliteStatement& statement) const;

 private:
  void And(std::string condition);

  std::string where_;
  std::vector<std::variant<std::int64_t, double, std::string>> parameters_;
};

}  // namespace gongwen
