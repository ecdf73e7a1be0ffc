package gesso.chaos;

/** Somebody with a token, which every edge takes. */
record Person(String id, String token) {}
