//! What a partner adds to links that leave their page, for those who count where visitors come from.

use crate::text::{cut, decode, encode, parted, split_once};

/// An address with these parameters (`utm_source=events&utm_medium=calendar`) in its query, if it is on the web and
/// not on `own`, the origin of the page. What the address says already is never said otherwise, and stays byte for
/// byte, as does its fragment. A parameter without a name is left out.
pub fn leaving(address: &str, parameters: &str, own: &str) -> String {
    let (scheme, rest) = cut(address, b":");
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let is_own = address.strip_prefix(own).is_some_and(|path| {
        !own.is_empty() && matches!(path.as_bytes().first(), None | Some(b'/' | b'?' | b'#'))
    });
    if !is_web || is_own || rest.is_empty() {
        return address.to_owned();
    }
    let (page, fragment) = cut(address, b"#");
    let (_, query) = cut(page, b"?");
    let mut result = page.to_owned();
    let mut has_query = !query.is_empty();
    let mut known: Vec<Vec<u8>> = parted(query.get(1..).unwrap_or_default(), b'&')
        .map(|said| decode(cut(said, b"=").0))
        .collect();
    for parameter in parted(parameters.trim_start_matches(['?', '&']), b'&') {
        let (name, value) = split_once(parameter, "=").unwrap_or((parameter, ""));
        let (name, value) = (decode(name.trim_ascii()), decode(value.trim_ascii()));
        if name.is_empty() || known.contains(&name) {
            continue;
        }
        let texts = String::from_utf8(name.clone())
            .ok()
            .zip(String::from_utf8(value).ok());
        let Some((text, value)) = texts else { continue };
        known.push(name);
        if !result.ends_with(['?', '&']) {
            result.push(if has_query { '&' } else { '?' });
        }
        has_query = true;
        encode(&text, &mut result);
        result.push('=');
        encode(&value, &mut result);
    }
    result.push_str(fragment);
    result
}
