//! The calendar's own style, as far as a list in the page needs it.

/// The sheets of the calendar, in their order.
const SHEETS: [&str; 2] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/calendar.css"),
];
/// What stands in the markup that is made here: rules for anything else are left out.
const CLASSES: [&str; 20] = [
    "lh-root",
    "lh-calendar",
    "lh-list",
    "lh-list-content",
    "lh-running",
    "lh-month-section",
    "lh-month-name",
    "lh-day",
    "lh-tentative",
    "lh-date",
    "lh-date-weekday",
    "lh-date-day",
    "lh-entries",
    "lh-entry",
    "lh-kind",
    "lh-title",
    "lh-facts",
    "lh-time",
    "lh-place",
    "lh-badges",
];
/// As high as the tools of the calendar, which stand in two lines where it is neither narrow nor wide, and never higher
/// than the room that is kept free for it, so that nothing moves when the calendar takes over; as narrow as its list where
/// a month stands beside that. Where no script will come, all is shown.
const OWN: &str = "
.lh-prerendered { max-block-size: var(--lh-min-height, 870px); overflow: hidden auto; }
.lh-prerendered .lh-room { block-size: calc(var(--_touch) + var(--_pill) + 48px); }
@container lichthof (min-width: 481px) and (max-width: 639px) {
  .lh-prerendered .lh-room { block-size: calc(2 * var(--_touch) + var(--_pill) + 56px); }
}
@container lichthof (min-width: 900px) {
  .lh-prerendered .lh-list { display: grid; grid-template: auto 1fr / minmax(0, 1fr) 248px; column-gap: var(--_space-6); }
  .lh-prerendered .lh-list-content { container: lichthof / inline-size; }
}
@media (scripting: none) { .lh-prerendered { max-block-size: none; } .lh-prerendered .lh-room { display: none; } }
";

/// The rules for the list.
pub fn list_style() -> String {
    let mut out = String::new();
    for sheet in SHEETS {
        keep_rules(&without_comments(sheet), "", &mut out);
    }
    out.push_str(OWN.trim_start());
    out
}

fn without_comments(mut sheet: &str) -> String {
    let mut out = String::new();
    while let Some((before, behind)) = sheet.split_once("/*") {
        out.push_str(before);
        sheet = behind.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(sheet);
    out
}

/// Keeps the rules whose selectors know only the classes above, also those within conditions.
fn keep_rules(sheet: &str, indent: &str, out: &mut String) {
    let mut rest = sheet;
    while let Some(open) = rest.find('{') {
        let selector = rest.get(..open).unwrap_or_default().trim();
        let inside = rest.get(open + 1..).unwrap_or_default();
        let length = block_length(inside);
        let block = inside.get(..length).unwrap_or_default();
        rest = inside.get(length + 1..).unwrap_or_default();
        if selector.starts_with('@') {
            let mut kept = String::new();
            keep_rules(block, "  ", &mut kept);
            if !kept.is_empty() {
                out.push_str(&format!("{selector} {{\n{kept}}}\n"));
            }
            continue;
        }
        let kept: Vec<_> = selectors(selector)
            .into_iter()
            .filter(|one| is_known(one))
            .collect();
        let declarations: Vec<_> = block
            .split(';')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .collect();
        if !kept.is_empty() && !declarations.is_empty() {
            out.push_str(&format!(
                "{indent}{} {{ {}; }}\n",
                kept.join(", "),
                declarations.join("; ")
            ));
        }
    }
}

/// How long a block is, up to the bracket that closes it.
fn block_length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The selectors of a list, whose commas within brackets part nothing.
fn selectors(list: &str) -> Vec<String> {
    let (mut depth, mut found, mut one) = (0_usize, Vec::new(), String::new());
    for letter in list.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(std::mem::take(&mut one));
                continue;
            }
            _ => {}
        }
        one.push(if letter == '\n' { ' ' } else { letter });
    }
    found.push(one);
    found
        .iter()
        .map(|one| one.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn is_known(selector: &str) -> bool {
    if selector.contains(":host") || !selector.contains(".lh-") {
        return false;
    }
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let is_about_others = ["button", "input", "select", "dialog", "summary"]
        .iter()
        .any(|name| selector.contains(name));
    let mut classes = selector.split(".lh-").skip(1).map(|rest| {
        let end = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        ["lh-", rest.get(..end).unwrap_or_default()].concat()
    });
    classes.all(|class| CLASSES.contains(&&*class)) && (!is_about_others || selector.contains(":is("))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_the_list_are_kept_and_no_others() {
        let style = list_style();
        for kept in [
            ".lh-entry {",
            "--_ground: ",
            "@container lichthof (min-width: 55em) {",
            ".lh-root a {",
        ] {
            assert!(style.contains(kept), "{kept}: {style}");
        }
        for left in [":host", "lh-pill ", "lh-toolbar", "lh-month ", "lh-dialog"] {
            assert!(!style.contains(left), "{left}: {style}");
        }
        assert_eq!(style.matches('{').count(), style.matches('}').count());
        // Each page that has a list carries it.
        assert!(style.len() < 10_000, "{}", style.len());
    }
}
