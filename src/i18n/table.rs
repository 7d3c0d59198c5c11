//! The table of phrases: both languages on adjacent lines. A missing one does not compile.

use super::Lang;

macro_rules! words {
    ( $( $text:ident { en: $en:literal, ja: $ja:literal } )* ) => {
        /// A phrase.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Text {
            $( #[doc = $en] $text, )*
        }

        impl Text {
            /// Every phrase.
            pub const ALL: &'static [Self] = &[ $( Self::$text, )* ];

            /// The phrase in that language, its places unfilled.
            #[must_use]
            pub const fn words(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $( (Self::$text, Lang::En) => $en, (Self::$text, Lang::Ja) => $ja, )*
                }
            }
        }
    };
}

words! {
    // The command line.
    NoTerminal {
        en: "the desk needs a terminal to draw on; `salesdesk --help` lists the commands that do without",
        ja: "画面を表示できる端末がありません。端末なしで使えるコマンドは `salesdesk --help` にあります"
    }
    Cancelled {
        en: "cancelled; nothing was changed",
        ja: "中止しました。何も変更していません"
    }
    NeedsDecision {
        en: "{question} Nobody can be asked here; decide with {flag}",
        ja: "{question} ここでは確認できません。{flag} を付けて実行してください"
    }
    BadClock {
        en: "SALESDESK_NOW: `{given}` is not a time such as 2026-11-21T14:32:00+09:00",
        ja: "SALESDESK_NOW: 「{given}」は 2026-11-21T14:32:00+09:00 のような日時ではありません"
    }
    TimeEmpty {
        en: "no time given; write it like `tomorrow 15:00`, `+2h` or 2026-11-21T14:30:00+09:00",
        ja: "日時がありません。「明日15時」「+2h」や 2026-11-21T14:30:00+09:00 のように書いてください"
    }
    TimePassed {
        en: "`{given}` has passed; give a time to come",
        ja: "「{given}」は過ぎています。これからの日時を指定してください"
    }
    TimeUnknown {
        en: "`{given}` is not a time; write it like `tomorrow 15:00`, `+2h` or 2026-11-21T14:30:00+09:00",
        ja: "「{given}」は日時として読めません。「明日15時」「+2h」や 2026-11-21T14:30:00+09:00 のように書いてください"
    }
    NoSuchOutcome {
        en: "there is no outcome `{given}`; the codes are {codes}",
        ja: "結果コード「{given}」はありません。使えるのは {codes} です"
    }
    OutcomeIsForCalls {
        en: "only a call has an outcome; leave --outcome out for `{kind}`",
        ja: "結果コードは電話だけに付きます。{kind} では --outcome を外してください"
    }
    NoSuchField {
        en: "there is no field `{given}`; the fields are {fields}",
        ja: "項目「{given}」はありません。使えるのは {fields} です"
    }
    NotFieldValue {
        en: "`{given}` is not written like FIELD=VALUE",
        ja: "「{given}」は 項目=値 の形ではありません"
    }
    NoSuchRecord {
        en: "{noun}: nothing answers to `{given}`{candidates}",
        ja: "{noun}: 「{given}」に当たるものがありません{candidates}"
    }
    BlockedRemark {
        en: "{name} must not be called: {reason}",
        ja: "{name} は架電禁止です: {reason}"
    }
    AddedWhom {
        en: "Added {name}",
        ja: "追加しました: {name}"
    }
    LoggedWhat {
        en: "Logged: {what}, {name}",
        ja: "記録しました: {what}、{name}"
    }
    NextStepAt {
        en: "next step {when}",
        ja: "次の予定 {when}"
    }
    DealNow {
        en: "deal {what}",
        ja: "商談 {what}"
    }
    NobodyYet {
        en: "No customers yet. `salesdesk add NAME` or `salesdesk import FILE` brings the first, `salesdesk demo` shows invented ones",
        ja: "顧客はまだいません。`salesdesk add 名称` か `salesdesk import ファイル` で追加できます。`salesdesk demo` で見本を見られます"
    }
    NoHits {
        en: "Nobody found",
        ja: "見つかりません"
    }
    // Undo and redo.
    UndoneDeed {
        en: "Taken back: {what}",
        ja: "取り消しました: {what}"
    }
    RedoneDeed {
        en: "Done again: {what}",
        ja: "やり直しました: {what}"
    }
    KeptRecords {
        en: "{n} records were changed since and stay as they are",
        ja: "{n} 件はその後に変更されたため、そのままです"
    }
}
