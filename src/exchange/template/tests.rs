//! Templates read whole in both languages; what is wrong is told by line and column.

use super::*;

fn wrong(text: &str) -> (usize, usize, Reason) {
    let wrong = read(text, false).unwrap_err();
    (wrong.line, wrong.column, wrong.why)
}

#[test]
fn every_shipped_template_reads_in_both_languages_and_holds_the_same() {
    assert_eq!(SHIPPED.len(), 6);
    for shipped in SHIPPED {
        let [en, ja] = [false, true].map(|japanese| read(shipped.text, japanese));
        let (en, ja) = (en.unwrap_or_else(|wrong| panic!("{}: {wrong:?}", shipped.code)), ja.unwrap());
        let sizes = |setup: &Setup| {
            [
                setup.fields.len(),
                setup.questions.len(),
                setup.mails.len(),
                setup.lists.len(),
                setup.endings.len(),
                setup.tags.len(),
            ]
        };
        assert_eq!(sizes(&en), sizes(&ja), "{}", shipped.code);
        assert!(sizes(&en).iter().all(|size| *size > 0), "{} {:?}", shipped.code, sizes(&en));
        assert!(en.name.is_ascii() && !ja.name.is_ascii(), "{}", shipped.code);
        let english = |text: &str| text.chars().all(|c| c.is_ascii() || "–—’…¥€°".contains(c));
        assert!(en.mails.iter().all(|mail| english(&mail.body)), "{}", shipped.code);
        assert!(ja.fields.iter().all(|field| !english(&field.name)), "{}", shipped.code);
    }
}

#[test]
fn the_guide_is_a_template_itself() {
    let setup = read(GUIDE, false).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    assert!(!setup.tags.is_empty());
    assert!(setup.pacing.is_some() && !setup.endings.is_empty() && !setup.lists.is_empty());
}

#[test]
fn what_is_wrong_is_told_by_line_and_column() {
    assert_eq!(wrong("name = \"x\"\nname = \"y\"\n").0, 2);
    let (line, column, why) = wrong("name = \"x\"\n\n[[field]]\nname = \"a\"\ntype = \"colour\"\n");
    assert_eq!((line, column), (5, 8));
    assert!(matches!(why, Reason::Unread(words) if words.contains("colour")));
    let (line, _, why) = wrong("name = \"x\"\n[[field]]\nname = \"a\"\nfoo = 1\n");
    assert_eq!(line, 4);
    assert!(matches!(why, Reason::Unread(words) if words.contains("foo")));
    let (line, _, why) = wrong("name = \"日本\"\n[[outcome]]\ncode = \"ZZ\"\n");
    assert_eq!((line, why), (2, Reason::NoOutcome("ZZ".into())));
    let (line, _, why) = wrong("name = \"x\"\n[[field]]\nname = \"a\"\n[[field]]\nname = \"Ａ\"\n");
    assert_eq!((line, why), (4, Reason::Twice));
    let (line, _, why) = wrong(
        "name = \"x\"\n[[outcome]]\ncode = \"NA\"\nkey = \"y\"\n[[outcome]]\ncode = \"GK\"\nkey = \"y\"\n",
    );
    assert_eq!((line, why), (5, Reason::Twice));
    let (line, column, why) = wrong("name = \"x\"\n[[tag]]\nname = \"a, b\"\n");
    assert_eq!((line, column, why), (2, 1, Reason::Parts("a, b".into())));
    let (line, _, why) = wrong("name = \"x\"\n[[tag]]\nname = \"a\"\n[[tag]]\nname = \"Ａ\"\n");
    assert_eq!((line, why), (4, Reason::Twice));
    assert_eq!(wrong("name = \"x\"\n[[tag]]\n").2, Reason::Value(Why::Empty));
    assert_eq!(wrong("name = \"x\"\n[[tag]]\nname = \"a\"\ncolour = 1\n").0, 4);
    assert_eq!(wrong("").2, Reason::Value(Why::Empty));
    assert!(matches!(
        wrong("name = \"x\"\n[[list]]\nname = \"l\"\nlive = true\n").2,
        Reason::Value(Why::NoSearch(_))
    ));
    assert!(matches!(
        wrong("name = \"x\"\n[[outcome]]\ncode = \"NA\"\ndelay = \"soon\"\n").2,
        Reason::Value(Why::NotALapse(_))
    ));
    assert!(matches!(wrong("name = \"x\"\n[[list]]\nname = \"l\"\nsurvey = \"q\"\n").2, Reason::NoSurvey(_)));
}

#[test]
fn no_text_makes_reading_panic() {
    for text in [
        "\u{0}",
        "[[field]]",
        "name = { en = 1 }",
        "name = [",
        "[pacing]\nopens = \"99:99\"",
        "name='\u{1b}[2J'",
    ] {
        let _ = read(text, true);
    }
}
