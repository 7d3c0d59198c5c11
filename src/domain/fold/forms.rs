//! Legal forms: 株式会社X, ㈱X, (株)X, X Inc. and X are one name.
//!
//! A name keeps its core for matching, and beside it the whole with the form spelt out, so the
//! form can still be searched for. Works on plain text: brackets kept, small kana small.

use super::{finish, plain::plain};

/// A bracketed abbreviation, and the form it stands for. A lone bracket counts at the edge only.
const SHORT: &[(&str, &str)] = &[
    ("(株)", "株式会社"),
    ("(有)", "有限会社"),
    ("(同)", "合同会社"),
    ("(合)", "合同会社"),
    ("(資)", "合資会社"),
    ("(名)", "合名会社"),
    ("(社)", "社団法人"),
    ("(財)", "財団法人"),
    ("(一社)", "一般社団法人"),
    ("(一財)", "一般財団法人"),
    ("(公社)", "公益社団法人"),
    ("(公財)", "公益財団法人"),
    ("(医)", "医療法人"),
    ("(学)", "学校法人"),
    ("(福)", "社会福祉法人"),
    ("(宗)", "宗教法人"),
    ("(特非)", "特定非営利活動法人"),
    ("(独)", "独立行政法人"),
    ("(か)", "株式会社"),
    ("(ゆ)", "有限会社"),
];

/// The abbreviations bank data puts at one edge of a name, with one bracket.
const EDGE: &[(&str, &str)] =
    &[("か)", "株式会社"), ("ゆ)", "有限会社"), ("(か", "株式会社"), ("(ゆ", "有限会社")];

/// Forms that part with a name wherever they stand in it; a longer one before those inside it.
const ANYWHERE: &[&str] = &[
    "特例有限会社",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "相互会社",
    "一般社団法人",
    "一般財団法人",
    "公益社団法人",
    "公益財団法人",
    "社団法人",
    "財団法人",
    "医療法人",
    "学校法人",
    "宗教法人",
    "社会福祉法人",
    "特定非営利活動法人",
    "npo法人",
    "地方独立行政法人",
    "独立行政法人",
    "国立大学法人",
    "農事組合法人",
    "弁護士法人",
    "税理士法人",
    "監査法人",
    "司法書士法人",
    "行政書士法人",
    "社会保険労務士法人",
    "有限責任事業組合",
    "かぶしきがいしゃ",
    "かぶしきかいしゃ",
    "かぶしきがいしや",
    "かぶしきかいしや",
    "ゆうげんがいしゃ",
    "ゆうげんかいしゃ",
    "ゆうげんがいしや",
    "ごうどうがいしゃ",
    "ごうどうかいしゃ",
    "ごうしがいしゃ",
    "ごうめいがいしゃ",
    "いっぱんしゃだんほうじん",
    "いっぱんざいだんほうじん",
    "いりょうほうじん",
    "がっこうほうじん",
    "しゃかいふくしほうじん",
    "kabushiki gaisha",
    "kabushiki kaisha",
    "kabushikigaisha",
    "kabushikikaisha",
    "kabushikigaishiya",
    "kabushikikaishiya",
    "kabusikigaisya",
    "kabusikikaisya",
    "yuugengaisha",
    "yugengaisha",
    "yuugenkaisha",
    "yugenkaisha",
    "goudougaisha",
    "godogaisha",
];

/// Words that are a form when they end a name, without their dots.
const LAST: &[&str] = &[
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "co",
    "corp",
    "corporation",
    "kk",
    "llc",
    "llp",
    "lp",
    "plc",
    "gmbh",
    "pty",
    "pte",
    "bv",
    "nv",
    "srl",
    "sarl",
    "spa",
    "oy",
];

/// Beginnings of forms that a half-typed name may end in.
const HALF: &[&str] =
    &["株式会", "株式", "(株", "有限会", "有限", "(有", "合同会", "合資会", "かぶしきがいし", "かぶしきがい"];

/// A name as the search sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Folded, without its legal form; the whole where it is nothing but a form.
    pub core: String,
    /// Folded, with the form spelt out; only where it differs from the core.
    pub whole: Option<String>,
    /// The core with its brackets and small kana, which romaji is read from.
    pub plain: String,
}

impl Named {
    /// Reads a name from the book, or the words of a search line.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self::of_spelled(&spelled_out(plain(name)))
    }

    /// Reads a line that is still being typed: a form begun at its end counts as a form.
    #[must_use]
    pub fn half_typed(line: &str) -> Self {
        let spelled = spelled_out(plain(line));
        let named = Self::of_spelled(&spelled);
        let cut = HALF.iter().find_map(|half| spelled.strip_suffix(half)).map(Self::of_spelled);
        cut.filter(|cut| !cut.core.is_empty() && named.whole.is_none()).unwrap_or(named)
    }

    fn of_spelled(spelled: &str) -> Self {
        let (whole, plain) = (finish(spelled), without(spelled));
        let core = finish(&plain);
        if core.is_empty() || core == whole {
            return Self { core: whole, whole: None, plain: spelled.to_owned() };
        }
        Self { core, whole: Some(whole), plain }
    }
}

/// Plain text with abbreviated forms spelt out.
pub(super) fn spelled_out(plain: String) -> String {
    if !plain.contains(['(', ')']) {
        return plain;
    }
    let mut text = plain.clone();
    for (short, form) in SHORT.iter().filter(|(short, _)| plain.contains(short)) {
        text = text.replace(short, form);
    }
    for (edge, form) in EDGE {
        if let Some(rest) = text.strip_prefix(edge).filter(|_| edge.ends_with(')')) {
            text = format!("{form}{rest}");
        } else if let Some(rest) = text.strip_suffix(edge).filter(|_| edge.starts_with('(')) {
            text = format!("{rest}{form}");
        }
    }
    text
}

/// Plain text with its forms taken out.
fn without(spelled: &str) -> String {
    let mut text = spelled.to_owned();
    for form in ANYWHERE {
        if text.contains(form) {
            text = text.replace(form, " ");
        }
    }
    let mut rest = text.trim_end();
    while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, last)| is_last(last)) {
        rest = before.trim_end();
    }
    rest.trim().to_owned()
}

fn is_last(word: &str) -> bool {
    let bare = word.replace('.', "");
    bare.is_empty() || LAST.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_legal_form_leaves_the_same_core() {
        for name in [
            "さくら",
            "株式会社さくら",
            "さくら株式会社",
            "㈱さくら",
            "さくら㈱",
            "(株)さくら",
            "（株）さくら",
            "株式会社　サクラ",
            "ｶ)ｻｸﾗ",
            "ｻｸﾗ(ｶ",
            "有限会社さくら",
            "㈲さくら",
            "合同会社さくら",
            "一般社団法人さくら",
            "カブシキガイシャサクラ",
            "カブシキカイシャ　サクラ",
        ] {
            assert_eq!(Named::of(name).core, "さくら", "{name}");
        }
        for name in
            ["Acme", "Acme Inc.", "ACME CO., LTD.", "acme K.K.", "Acme LLC", "Acme Co. ,Ltd", "Acme GmbH"]
        {
            assert_eq!(Named::of(name).core, "acme", "{name}");
        }
    }

    #[test]
    fn a_form_alone_stays_searchable() {
        for form in ["株式会社", "㈱", "(株)", "Ltd."] {
            let named = Named::of(form);
            assert!(!named.core.is_empty() && named.whole.is_none(), "{form}");
        }
        assert_eq!(Named::of("㈱").core, "株式会社");
        assert_eq!(Named::of("㈱さくら").whole.as_deref(), Some("株式会社さくら"));
    }

    #[test]
    fn a_form_begun_at_the_end_of_a_line_counts_as_one() {
        for line in ["さくら株式", "さくら株式会", "さくら(株", "さくら株式会社"] {
            assert_eq!(Named::half_typed(line).core, "さくら", "{line}");
        }
        assert_eq!(Named::half_typed("株式").core, "株式");
    }

    #[test]
    fn a_form_inside_a_name_parts_it() {
        assert_eq!(Named::of("さくら株式会社大阪支店").core, "さくら 大阪支店");
    }
}
