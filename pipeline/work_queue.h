// Things handed from thread to thread, first in, first out.
#pragma once

#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <utility>
#include <vector>

namespace gongwen {

// Any thread may call anything. Its length is for the callers to bound.
template <class T>
class WorkQueue {
 public:
  void Push(T value) {
    {
      const std::lock_guard lock(mutex_);
      values_.push_back(std::move(value));
    }
    changed_.notify_one();
  }

  // Waits for the next; T{} once the queue is closed and empty.
  T Pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !values_.empty() || is_closed_; });
    if (values_.empty()) return T{};
    T value = std::move(values_.front());
    values_.pop_front();
    return value;
  }

  // Waits for one, and takes all that are there.
  std::vector<T> PopAll() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !values_.empty() || is_closed_; });
    std::vector<T> all{std::make_move_iterator(values_.begin()),
                       std::make_move_iterator(values_.end())};
    values_.clear();
    return all;
  }

  // Nothing more will come: whoever waits goes on.
  void Close() {
    {
      const std::lock_guard lock(mutex_);
      is_closed_ = true;
    }
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> values_;
  bool is_closed_ = false;
};

}  // namespace gongwen
