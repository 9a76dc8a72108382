//! The calendar's parameters in the page's address: spliced in and out, byte for byte.
//!
//! The rest of the query belongs to others and is never written anew: `URLSearchParams` would turn
//! `a=%20b&flag` into `a=+b&flag=`.

/// The value of `name` in a query (with or without its `?`), percent-decoded, `+` as a space;
/// the first where it stands more than once.
pub fn parameter(query: &str, name: &str) -> Option<String> {
    let _ = (query, name);
    None
}

/// The query with `name` set to `value`, or without it: everything else stays byte for byte.
///
/// The result begins with `?`, or is empty where nothing is left (RFC 3986 §3.4).
pub fn with_parameter(query: &str, name: &str, value: Option<&str>) -> String {
    let _ = (name, value);
    query.to_owned()
}
