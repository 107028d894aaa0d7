import Testing

struct D {}
