// Structs as JSON objects, from one list of their members for both directions:
//
//   template <class V> void Describe(V& v, Seal*) { v("page", &Seal::page_no)("box", &Seal::box); }
//   json out = ToJson(seal);      Seal seal = FromJson<Seal>(in);
//
// Members that have their default value are left out: most cells of a table have most of them in
// common, and what is left out need not be parsed again. Numbers read back bit for bit; NaN and
// infinities become 0. Enums are written by name, boxes as [x0, y0, x1, y1], decimals as text.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "model/decimal.h"
#include "model/geometry.h"

namespace gongwen::members {

using nlohmann::json;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsVariant : std::false_type {};
template <class... T>
struct IsVariant<std::variant<T...>> : std::true_type {};
template <class T>
inline constexpr bool kIsPlain = std::is_same_v<T, std::string> || std::is_arithmetic_v<T>;

template <class T>
json ToJson(const T& value);
template <class T>
void FromJson(const json& in, T& value);

template <class T>
class Writer {
 public:
  explicit Writer(const T& value) : value_(value) {}
  template <class M>
  Writer& operator()(const char* key, M T::*member) {
    const M& held = value_.*member;
    if (held == default_.*member) return *this;
    if constexpr (std::is_same_v<M, std::optional<double>>) {
      if (!std::isfinite(*held)) return *this;  // no number is better than another one
    }
    out_.emplace(key, ToJson(held));
    return *this;
  }
  [[nodiscard]] json Take() { return std::move(out_); }

 private:
  const T& value_;
  const T default_{};
  json out_ = json::object();
};

// nlohmann throws on a wrong type: whoever reads from outside catches.
template <class T>
class Reader {
 public:
  Reader(const json& in, T& value) : in_(in.get_ref<const json::object_t&>()), value_(value) {}
  template <class M>
  Reader& operator()(const char* key, M T::*member) {
    const auto found = in_.find(key);
    if (found != in_.end()) FromJson(found->second, value_.*member);
    return *this;
  }

 private:
  const json::object_t& in_;
  T& value_;
};

template <class T>
json ToJson(const T& value) {
  if constexpr (std::is_floating_point_v<T>) {
    return std::isfinite(value) ? value : 0.0;
  } else if constexpr (kIsPlain<T>) {
    return value;
  } else if constexpr (std::is_same_v<T, RectPt>) {
    return json::array({ToJson(value.x0), ToJson(value.y0), ToJson(value.x1), ToJson(value.y1)});
  } else if constexpr (std::is_same_v<T, Decimal>) {
    return value.ToString();
  } else if constexpr (std::is_enum_v<T>) {
    return std::string(ToString(value));
  } else if constexpr (IsOptional<T>::value) {
    return ToJson(*value);  // one without a value is its default, and left out
  } else if constexpr (IsVariant<T>::value) {
    return VariantToJson(value);
  } else if constexpr (IsVector<T>::value) {
    json out = json::array();
    for (const auto& each : value) out.push_back(ToJson(each));
    return out;
  } else {
    Writer<T> writer(value);
    Describe(writer, static_cast<T*>(nullptr));
    return writer.Take();
  }
}

template <class T>
void FromJson(const json& in, T& value) {
  if constexpr (kIsPlain<T>) {
    value = in.get<T>();
  } else if constexpr (std::is_same_v<T, RectPt>) {
    value = {in.at(0).get<double>(), in.at(1).get<double>(), in.at(2).get<double>(),
             in.at(3).get<double>()};
  } else if constexpr (std::is_same_v<T, Decimal>) {
    value = Decimal::Parse(in.get_ref<const std::string&>()).value_or(Decimal{});
  } else if constexpr (std::is_enum_v<T>) {
    value = EnumFromString(in.get_ref<const std::string&>(), T{});
  } else if constexpr (IsOptional<T>::value) {
    FromJson(in, value.emplace());
  } else if constexpr (IsVariant<T>::value) {
    VariantFromJson(in, value);
  } else if constexpr (IsVector<T>::value) {
    const auto& array = in.get_ref<const json::array_t&>();
    value.clear();
    value.reserve(array.size());
    for (const json& each : array) FromJson(each, value.emplace_back());
  } else {
    Reader<T> reader(in, value);
    Describe(reader, static_cast<T*>(nullptr));
  }
}

}  // namespace gongwen::members
