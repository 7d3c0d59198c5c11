//! What stands beside a phone number: labels, extensions, words in brackets.

/// Words before a number that only say that it is one.
const LABELS: &[&str] = &["tel", "phone", "mobile", "fax", "電話番号", "電話", "携帯", "代表"];

/// Words that begin an extension.
const EXTENSIONS: &[&str] = &["内線", "extension", "ext.", "ext", "x", "#"];

/// Takes apart the number and what stands beside it.
pub(super) fn peeled(text: &str) -> (String, Option<String>) {
    let (number, extension) = cut_extension(unlabelled(text));
    let (number, bracketed) = unbracketed(number);
    let notes: Vec<_> = bracketed.into_iter().chain(extension.map(str::to_owned)).collect();
    (number.trim().trim_end_matches('-').to_owned(), (!notes.is_empty()).then(|| notes.join(" ")))
}

fn unlabelled(text: &str) -> &str {
    let label = LABELS
        .iter()
        .find(|label| text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)));
    text[label.map_or(0, |label| label.len())..].trim_start_matches([':', '.', ' '])
}

fn cut_extension(text: &str) -> (&str, Option<&str>) {
    let lower = text.to_ascii_lowercase();
    let cut = EXTENSIONS.iter().filter_map(|word| lower.find(word)).filter(|at| *at > 0).min();
    match cut {
        Some(at) => {
            (text[..at].trim_end_matches(['(', ' ', ',', '-']), Some(text[at..].trim_end_matches(')').trim()))
        }
        None => (text, None),
    }
}

/// Takes out brackets that hold words, such as `(代)`; those that hold digits belong to the number.
fn unbracketed(text: &str) -> (String, Vec<String>) {
    let (mut number, mut notes, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once('(') {
        number.push_str(before);
        let Some((inside, after)) = after.split_once(')') else {
            rest = after;
            continue;
        };
        if inside.chars().any(|char| char.is_ascii_digit()) {
            number.extend(["(", inside, ")"]);
        } else if !inside.trim().is_empty() {
            notes.push(inside.trim().to_owned());
        }
        rest = after;
    }
    number.push_str(rest);
    (number, notes)
}
