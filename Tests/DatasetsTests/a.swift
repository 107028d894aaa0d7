import Testing
struct D {}
