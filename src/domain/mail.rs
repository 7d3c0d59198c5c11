//! Mail addresses: a light look, and the normal form two spellings share.
//!
//! No address is judged to the letter: what has no normal form is kept as it was typed.

use super::scan::nfkc;

/// The normal form: trimmed, one width, the domain in small letters; `None` if it is no address.
#[must_use]
pub fn normal(raw: &str) -> Option<String> {
    let even = nfkc(raw);
    let text = bare(even.trim());
    let (local, domain) = text.rsplit_once('@')?;
    (local_stands(local) && domain_stands(domain)).then(|| format!("{local}@{}", domain.to_ascii_lowercase()))
}

/// Says whether the text is an address.
#[must_use]
pub fn looks_like_mail(text: &str) -> bool {
    normal(text).is_some()
}

/// Says whether a text is the address of one mailbox, and no mail program can read it as more.
#[must_use]
pub fn is_one(text: &str) -> bool {
    let parts = |char: char| char.is_control() || char.is_whitespace() || "\",;<>".contains(char);
    text.matches('@').count() == 1 && !text.contains(parts)
}

/// The address inside `mailto:…`, `<…>` or `Name <…>`.
fn bare(text: &str) -> &str {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let inside = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    inside.map_or(text, |(_, address)| address).trim()
}

/// Quoted parts may hold anything on one line; Japanese carriers once gave out `a..b.@…`.
fn local_stands(local: &str) -> bool {
    let quoted = local.len() >= 2 && local.starts_with('"') && local.ends_with('"');
    let forbidden = |char: char| {
        char.is_control() || (!quoted && (char.is_whitespace() || "@,;:<>()[]\\\"".contains(char)))
    };
    !local.is_empty() && local.chars().count() <= 64 && !local.contains(forbidden)
}

fn domain_stands(domain: &str) -> bool {
    let literal = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Some(address) = literal {
        return !address.is_empty()
            && address.chars().all(|char| char.is_ascii_alphanumeric() || ".:-".contains(char));
    }
    domain.len() <= 253 && domain.split('.').all(label_stands)
}

fn label_stands(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|char| char.is_alphanumeric() || char == '-')
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_has_one_normal_form() {
        for (raw, form) in [
            ("info@tanaka.example", "info@tanaka.example"),
            (" Info@Tanaka.EXAMPLE ", "Info@tanaka.example"),
            ("ｉｎｆｏ＠ｔａｎａｋａ．ｅｘａｍｐｌｅ", "info@tanaka.example"),
            ("mailto:a@b.example", "a@b.example"),
            ("田中 <t.tanaka+crm@b.example>", "t.tanaka+crm@b.example"),
            ("taro..t.@docomo.example", "taro..t.@docomo.example"),
            ("\"a b\"@c.example", "\"a b\"@c.example"),
        ] {
            assert_eq!(normal(raw).as_deref(), Some(form), "{raw}");
        }
    }

    #[test]
    fn what_is_no_address_has_none() {
        for raw in [
            "",
            "@",
            "a@",
            "@b",
            "a b@c.example",
            "a@b..c",
            "a@-b.example",
            "田中",
            "a@b.example, c@d.example",
            "a@b c",
        ] {
            assert_eq!(normal(raw), None, "{raw}");
        }
    }

    /// The text of an element, if the piece of XML has it.
    fn inside<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
        xml.split_once(&format!("<{name}>"))?.1.split_once('<').map(|(text, _)| text)
    }

    #[test]
    fn every_valid_address_of_the_published_set_is_taken() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/emails-isemail/tests.xml");
        let Ok(xml) = fs::read_to_string(path) else {
            println!("skipped: no corpora");
            return;
        };
        let valid = |test: &&str| {
            ["ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN"]
                .contains(&inside(test, "category").unwrap_or_default())
        };
        let addresses: Vec<_> =
            xml.split("<test ").filter(valid).filter_map(|test| inside(test, "address")).collect();
        assert_eq!(addresses.len(), 22);
        for address in addresses.iter().map(|address| address.replace("&amp;", "&")) {
            assert!(looks_like_mail(&address), "{address}");
        }
    }

    proptest! {
        #[test]
        fn a_normal_form_is_its_own_normal_form(text in prop_oneof![any::<String>(), "[a-zＡ-Ｚ@＠. <>\"-]{0,20}"]) {
            if let Some(form) = normal(&text) {
                prop_assert_eq!(normal(&form), Some(form));
            }
        }
    }
}
