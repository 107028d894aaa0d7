/* What Swift's vectors cannot say yet, for eight numbers at once: a fused multiply-add, a choice by a
   comparison, the bits of a power of two. Their Swift forms are written for each number, and become
   those of a vector only where the optimiser finds the pattern again. */
typedef double checker_double8 __attribute__((ext_vector_type(8)));
typedef long long checker_int8 __attribute__((ext_vector_type(8)));

#define CHECKER_INLINE static inline __attribute__((always_inline))

/* a · b + c, rounded once. */
CHECKER_INLINE checker_double8
checker_fma(checker_double8 a, checker_double8 b, checker_double8 c) {
  return __builtin_elementwise_fma(a, b, c);
}

/* a where x < y, else b; b where one of them is NaN. */
CHECKER_INLINE checker_double8
checker_where_less(checker_double8 x, checker_double8 y, checker_double8 a, checker_double8 b) {
  return x < y ? a : b;
}

/* 2ⁿ for a number 1.5 · 2⁵² + n, whose low bits are n. */
CHECKER_INLINE checker_double8 checker_power_of_two(checker_double8 shifted) {
  union {
    checker_double8 numbers;
    checker_int8 bits;
  } value = {shifted};
  value.bits = (value.bits + 1023) << 52;
  return value.numbers;
}

typedef double checker_double4 __attribute__((ext_vector_type(4)));
typedef double checker_double2 __attribute__((ext_vector_type(2)));

/* The largest of the numbers; any of them if one is NaN. */
CHECKER_INLINE double checker_largest(checker_double8 x) {
  checker_double4 four = x.lo < x.hi ? x.hi : x.lo;
  checker_double2 two = four.lo < four.hi ? four.hi : four.lo;
  return two.x < two.y ? two.y : two.x;
}

/* The sum, always in the same order: halves, quarters, eighths. */
CHECKER_INLINE double checker_sum(checker_double8 x) {
  checker_double4 four = x.lo + x.hi;
  checker_double2 two = four.lo + four.hi;
  return two.x + two.y;
}
