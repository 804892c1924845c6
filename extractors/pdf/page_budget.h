// How much one page may draw: forms that draw forms can ask for more than the age of the world.
#pragma once

#include "model/error.h"

namespace gongwen {

// Poppler asks it every ten operators or so whether to go on; the device counts forms.
class PageBudget {
 public:
  void CountForm() { ++forms_; }
  // For PDFDoc::displayPage, with the budget as its data.
  static bool IsSpent(void* data) {
    auto* budget = static_cast<PageBudget*>(data);
    ++budget->asked_;
    return budget->is_spent();
  }

  [[nodiscard]] bool is_spent() const { return asked_ > kMostAsked || forms_ > kMostForms; }
  [[nodiscard]] static tl::unexpected<Error> Refuse() {
    return Fail(
        ErrorCode::kTooLarge,
        "the page draws millions of things, or forms in forms without end; print it to a new PDF");
  }

 private:
  // A dense page has a hundred thousand operators, a map some hundred thousand.
  static constexpr long kMostAsked = 300'000;
  // A form takes Poppler a third of a millisecond; pages have some dozens.
  static constexpr long kMostForms = 5'000;
  long asked_ = 0, forms_ = 0;
};

}  // namespace gongwen
