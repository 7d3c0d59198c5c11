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
    SyncDone {
        en: "{files} files read with {changes} new changes, {published} written",
        ja: "{files} 個のファイルから新しい変更 {changes} 件を読み込み、{published} 個を書き出しました"
    }
    SyncJoined {
        en: "a snapshot was read: {n} writes",
        ja: "スナップショットを読み込みました（{n} 件）"
    }
    SyncFolded {
        en: "{n} small files are in larger ones now",
        ja: "小さなファイル {n} 個を大きなファイルにまとめました"
    }
    SyncRemoved {
        en: "{n} files of this desk were removed; newer ones stand for them",
        ja: "新しいファイルがあるので、この台帳の古いファイル {n} 個を削除しました"
    }
    SyncDropped {
        en: "{n} files of history older than 400 days are told by snapshots alone now",
        ja: "400 日より古い履歴 {n} 個は、今後スナップショットだけに残ります"
    }
    SyncSnapshot {
        en: "a snapshot was checked and published: {file}",
        ja: "スナップショットを確かめて公開しました: {file}"
    }
    SyncWhere {
        en: "name the folder your team shares, or set it in config.toml: sync.folder",
        ja: "チームの共有フォルダを指定するか、config.toml の sync.folder に書いてください"
    }
    SyncFrom {
        en: "  {changes} from {rep}",
        ja: "  {rep} から {changes} 件"
    }
    SyncRejectedFile {
        en: "not read: {file}: {why}",
        ja: "読めません: {file}: {why}"
    }
    SyncHeldFile {
        en: "kept for later: {file}: {why}",
        ja: "保留: {file}: {why}"
    }
    SyncIncompleteFile {
        en: "on its way: {file}: {why}",
        ja: "転送中: {file}: {why}"
    }
    SyncRefused {
        en: "{n} files could not be read; nothing of them was taken in. Ask for them again, or remove them",
        ja: "{n} 個のファイルを読めませんでした。中身は取り込んでいません。もらい直すか、削除してください"
    }
    SyncBareFile {
        en: "not locked: {file}: it was read, but lies open in a locked place; whoever wrote it should sync again",
        ja: "暗号化されていません: {file}: 読み込みましたが、暗号化された場所に開いたまま置かれています。書いた人が同期し直してください"
    }
    SyncParked {
        en: "{n} changes only a newer salesdesk understands; they are kept and count after an update",
        ja: "新しい版でしか分からない変更が {n} 件あります。残してあり、更新すると反映されます"
    }
    SyncTwin {
        en: "a copy of this desk has been at work too; this one writes under a new name from now on",
        ja: "この台帳の複製も使われていました。今後こちらは新しい識別名で書き出します"
    }
    SyncClock {
        en: "others' clocks are {days} days ahead of this one; check the date of this computer",
        ja: "他の担当の時計が {days} 日進んでいます。このパソコンの日付を確かめてください"
    }
    SyncReview {
        en: "{n} to review, written apart by two desks or doubtful since: `salesdesk review`",
        ja: "確認待ち {n} 件（別々に書かれた項目など）: `salesdesk review` で確認できます"
    }
    ReviewEmpty {
        en: "Nothing waits for a look. What two desks write apart is shown here after a sync",
        ja: "確認待ちはありません。別々のデスクで書かれた内容の食い違いが、同期のあとここに出ます"
    }
    ReviewNoSuch {
        en: "nothing to review is called {id}; `salesdesk review` lists what waits",
        ja: "「{id}」という確認待ちはありません。一覧は `salesdesk review` です"
    }
    ReviewByHand {
        en: "an erasure is for good: open the customer and erase them there, or `salesdesk erase`",
        ja: "消去は取り消せません。顧客を開いて消去するか、`salesdesk erase` を使ってください"
    }
    ReviewSides {
        en: "{stands} ({by})  |  {lost} ({other})",
        ja: "{stands}（{by}）  |  {lost}（{other}）"
    }
    ReviewTwoCopies {
        en: "Two copies of one desk",
        ja: "複製された台帳"
    }
    ReviewWorkedOn {
        en: "deleted, and worked on since",
        ja: "削除後に活動あり"
    }
    ReviewShared {
        en: "both have {address}",
        ja: "同じ連絡先 {address}"
    }
    ReviewErased {
        en: "erased, and one with somebody who is not",
        ja: "消去済みの顧客と統合されています"
    }
    ReviewForked {
        en: "{rep}'s was copied, and both wrote under one name; nothing is lost, use one of them",
        ja: "{rep} の台帳が複製され、両方が同じ名前で書きました。失われたものはありません。今後は一方だけを使ってください"
    }
    ReviewNothing {
        en: "(empty)",
        ja: "（空）"
    }
    ReviewDeleted {
        en: "deleted",
        ja: "削除"
    }
    ReviewSomebody {
        en: "somebody",
        ja: "不明"
    }
    SyncDigest {
        en: "digest",
        ja: "ダイジェスト"
    }
    SyncWithdrawn {
        en: "{n} files of this desk were taken back: they held words of somebody erased since",
        ja: "消去した顧客の情報を含むため、この台帳のファイルを {n} 件取り下げました"
    }
    EraseWould {
        en: "{name} would be erased for good, with everybody they are one with: {n} in all",
        ja: "{name}（統合分を含め {n} 件）を完全に消去します"
    }
    EraseDone {
        en: "Erased for good: {n}{name}",
        ja: "完全に消去しました: {n} 件{name}"
    }
    EraseGoes {
        en: "goes: {what}",
        ja: "消えるもの: {what}"
    }
    EraseStays {
        en: "stays without a word of theirs, so that totals and blocks hold: {what}",
        ja: "個人情報を除いて残るもの（集計と禁止のため）: {what}"
    }
    EraseAddresses {
        en: "may not come back by an import, kept as hashes alone: {what}",
        ja: "取り込みで戻らないようハッシュだけ残す番号・アドレス: {what}"
    }
    EraseShared {
        en: "somebody else in the book has these too, and keeps them: {what}",
        ja: "他の顧客も使っているため残す番号・アドレス: {what}"
    }
    EraseCopies {
        en: "copies from before that were removed: {n}; one of the book as it is now was made",
        ja: "消去前のバックアップを {n} 件削除し、今の内容で作り直しました"
    }
    EraseFiles {
        en: "they came from these files, which are yours to delete, with their rejects: {files}",
        ja: "取り込み元のファイル（エラー分も含めて各自で削除してください）: {files}"
    }
    EraseBeyond {
        en: "Out of reach: mails and files sent, sticks, exports, paper, what a cloud folder keeps of old versions. \
             Words about them in what is written of others: `salesdesk privacy search NAME`",
        ja: "手の届かないもの: 送ったメールやファイル、USB、書き出したファイル、紙、クラウドの旧版。\
             他の顧客のメモに書かれた内容は `salesdesk privacy search 名前` で探せます"
    }
    EraseNeedsYes {
        en: "nothing was erased; this can never be taken back. Erase with --yes",
        ja: "まだ消去していません。消去は取り消せません。実行するには --yes を付けてください"
    }
    EraseDraftOpen {
        en: "a desk that is open is writing a draft about somebody erased; end it there",
        ja: "開いている画面に、消去した顧客の下書きがあります。そちらで破棄してください"
    }
    EraseLearnt {
        en: "another desk erased somebody; what was left of them on this disk is gone too",
        ja: "他の台帳で顧客が消去されました。このディスクからも消しました"
    }
    EraseOwed {
        en: "what is left of somebody erased could not be removed from this disk yet ({why}); the desk when it is \
             idle, the next sync or `salesdesk privacy clear` does it",
        ja: "消去した顧客の痕跡をまだディスクから消せていません（{why}）。画面の空き時間、次の同期、\
             `salesdesk privacy clear` のいずれかで消えます"
    }
    EraseLeft {
        en: "{file} may still hold somebody erased; delete it when you need it no more",
        ja: "{file} に消去した顧客が残っている可能性があります。不要になったら削除してください"
    }
    BlockErased {
        en: "somebody who was erased had it; free it if it is somebody else's now",
        ja: "消去した顧客の番号・アドレスです。別の方のものなら解除してください"
    }
    ErasedForGood {
        en: "erased for good; what is left on this disk goes in the next idle moment",
        ja: "完全に消去しました。ディスクに残る分は空き時間に消します"
    }
    ErasedOn {
        en: "erased on {day}",
        ja: "{day} に消去しました"
    }
    Disclosed {
        en: "everything held on them is in {file}, readable by you alone",
        ja: "保有する情報をすべて {file} に書き出しました（本人のみ読み取り可）"
    }
    DiscloseHead {
        en: "Everything held on this person, as of {at}, told by {rep}",
        ja: "保有している個人情報のすべて（{at} 現在、担当 {rep}）"
    }
    DiscloseHistory {
        en: "Who wrote what, and when",
        ja: "変更の履歴"
    }
    DiscloseFiles {
        en: "Files they came from",
        ja: "取り込み元のファイル"
    }
    PrivacyNobody {
        en: "Nobody was erased",
        ja: "消去した顧客はいません"
    }
    PrivacyKnows {
        en: "has it",
        ja: "反映済み"
    }
    PrivacyUnknown {
        en: "not known to have it: nothing it wrote since has come",
        ja: "未確認（その後の変更が届いていません）"
    }
    PrivacyLate {
        en: "not known to have it for {days} days: ask them to sync, and see to their files",
        ja: "{days} 日間未確認。同期を依頼し、相手のファイルも確かめてください"
    }
    PrivacyOwed {
        en: "traces may still lie on this disk; `salesdesk privacy clear` removes them now",
        ja: "このディスクに痕跡が残っている可能性があります。`salesdesk privacy clear` で消せます"
    }
    PrivacyCleared {
        en: "what was left of whoever was erased is gone from this disk",
        ja: "消去した顧客の痕跡をこのディスクから消しました"
    }
    PrivacyNothingOwed {
        en: "nothing is left on this disk of whoever was erased",
        ja: "消去した顧客の痕跡はこのディスクにありません"
    }
    PrivacyClean {
        en: "no file there holds words of anybody erased",
        ja: "消去した顧客の情報を含むファイルはありません"
    }
    PrivacyFile {
        en: "{file}: {n} changes hold words of somebody erased; its writer takes it back with their next sync",
        ja: "{file}: 消去した顧客の情報を含む変更が {n} 件。書いた台帳の次の同期で取り下げられます"
    }
    PrivacyShut {
        en: "{file}: cannot be looked into",
        ja: "{file}: 中を確認できません"
    }
    PrivacyNowhere {
        en: "`{words}` stands nowhere",
        ja: "「{words}」はどこにもありません"
    }
    BundleWritten {
        en: "{n} changes written to {file}; it holds personal data, readable by you alone",
        ja: "変更 {n} 件を {file} に書き出しました。個人情報を含みます（本人のみ読み取り可）"
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
    TimeToCome {
        en: "`{given}` is still to come; give the time at which it happened",
        ja: "「{given}」はまだ先です。実際の日時を指定してください"
    }
    TimeUnknown {
        en: "`{given}` is not a time; write it like `tomorrow 15:00`, `+2h` or 2026-11-21T14:30:00+09:00",
        ja: "「{given}」は日時として読めません。「明日15時」「+2h」や 2026-11-21T14:30:00+09:00 のように書いてください"
    }
    NoSuchOutcomeCode {
        en: "there is no outcome `{given}`; the codes are {codes}",
        ja: "結果コード「{given}」はありません。使えるのは {codes} です"
    }
    OutcomeNeedsList {
        en: "`{given}` puts a customer at the end of a call list and logs nothing; it belongs to a walk",
        ja: "「{given}」は架電リストの最後に回すだけで、記録は残りません。リストの架電中にだけ使えます"
    }
    RankIsForOutcome {
        en: "--rank goes with an outcome that asks for one, such as HOT: {ranks}",
        ja: "--rank はランクを選ぶ結果（HOT など）にだけ付きます: {ranks}"
    }
    OutcomeIsForCalls {
        en: "only a call has an outcome; leave --outcome out for `{kind}`",
        ja: "結果コードは電話だけに付きます。{kind} では --outcome を外してください"
    }
    NoSuchField {
        en: "there is no field `{given}`; the fields are {fields}",
        ja: "項目「{given}」はありません。使えるのは {fields} です"
    }
    NoSuchRecord {
        en: "{noun}: nothing answers to `{given}`{candidates}",
        ja: "{noun}: 「{given}」に当たるものがありません{candidates}"
    }
    NotBlocked {
        en: "nothing blocks {whom}",
        ja: "{whom} は禁止されていません"
    }
    Lifted {
        en: "{whom}: blocks lifted: {n}",
        ja: "{whom}: 禁止を {n} 件解除しました"
    }
    StillBlocked {
        en: "still blocked: {what}",
        ja: "まだ禁止されています: {what}"
    }
    NumberOrCode {
        en: "`{given}` is a phone number and a customer's code; write {number} for the number, {id} for the customer",
        ja: "「{given}」は電話番号とも顧客コードとも読めます。番号なら {number}、顧客なら {id} を指定してください"
    }
    BlockCame {
        en: "{rows} rows, {changed} blocked, {unchanged} unchanged, {rejected} rejected",
        ja: "{rows} 行、禁止 {changed}、変更なし {unchanged}、除外 {rejected}"
    }
    UnblockCame {
        en: "{rows} rows, {changed} lifted, {unchanged} unchanged, {rejected} rejected",
        ja: "{rows} 行、解除 {changed}、変更なし {unchanged}、除外 {rejected}"
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
    ChangedFields {
        en: "{name}: {n} changed",
        ja: "{name}: {n} 件変更しました"
    }
    AgendaOverdue {
        en: "Overdue",
        ja: "期限超過"
    }
    AgendaToday {
        en: "Today",
        ja: "本日"
    }
    AgendaLater {
        en: "Later",
        ja: "明日以降"
    }
    AgendaUndated {
        en: "Some time",
        ja: "期日なし"
    }
    NothingToDo {
        en: "Nothing is to be done. `salesdesk next CUSTOMER TIME` adds a next step",
        ja: "予定はありません。`salesdesk next 顧客 日時` で追加できます"
    }
    NotAnAmount {
        en: "`{given}` is not an amount; write it like 120万, ¥1,200,000 or $12k",
        ja: "「{given}」は金額として読めません。120万、¥1,200,000、$12k のように書いてください"
    }
    LostNeedsReason {
        en: "a lost deal needs --reason, one of {reasons}",
        ja: "失注には --reason が必要です: {reasons}"
    }
    NoSuchImport {
        en: "there is no import `{given}`; an import tells its batch when it is done",
        ja: "取り込み「{given}」はありません。番号は取り込みの結果に表示されます"
    }
    SomeRejected {
        en: "{n} rows could not go in; mend them in the rejects file and import that",
        ja: "{n} 行は取り込めませんでした。除外ファイルを直して取り込んでください"
    }
    ImportCame {
        en: "{file} ({encoding}): {rows} rows, {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected",
        ja: "{file}（{encoding}）: {rows} 行、追加 {added}、更新 {updated}、変更なし {unchanged}、除外 {rejected}"
    }
    ImportBlocked {
        en: "{n} rows have a number that must not be called; it stays blocked",
        ja: "{n} 行の電話番号は架電禁止です。禁止のまま取り込みます"
    }
    RejectsIn {
        en: "Rejected rows, with reasons: {file}",
        ja: "除外した行と理由: {file}"
    }
    ImportUndo {
        en: "To take it back: salesdesk import undo {batch}",
        ja: "取り消すには: salesdesk import undo {batch}"
    }
    MayIsForTables {
        en: "--may chooses who is in a table; jsonl is the whole book",
        ja: "--may は表の書き出し（csv）でのみ使えます。jsonl は台帳全体です"
    }
    ExportedTo {
        en: "{n} customers written to {file}; it holds personal data, readable by you alone",
        ja: "{n} 件の顧客を {file} に書き出しました。個人情報を含みます（本人のみ読み取り可）"
    }
    ExportCancelled {
        en: "cancelled; no file was written",
        ja: "中止しました。ファイルは作成していません"
    }
    NoRoom {
        en: "the disk is full; nothing was written. Free some room, or name another place",
        ja: "ディスクの空きがありません。何も書き込んでいません。空きを作るか、別の場所を指定してください"
    }
    UnknownEnding {
        en: "no format ends in .{ending}; name it with --format csv, tsv, xlsx, jsonl, vcard or ics",
        ja: ".{ending} に対応する形式がありません。--format で csv、tsv、xlsx、jsonl、vcard、ics のいずれかを指定してください"
    }
    ColumnsAreForTables {
        en: "--as, --columns and --preset are for tables: csv, tsv and xlsx",
        ja: "--as、--columns、--preset は csv、tsv、xlsx でのみ使えます"
    }
    AllIsForWorkbooks {
        en: "--as all takes a sheet for each kind of row; use --format xlsx",
        ja: "--as all は種類ごとにシートを使います。--format xlsx を指定してください"
    }
    ColumnsOfOneKind {
        en: "--columns are those of one kind of row; name it with --as",
        ja: "--columns は1種類の行に対して指定します。--as で種類を指定してください"
    }
    WorkbookToTerminal {
        en: "a workbook is no text for a terminal; name a file with --out, or pipe it on",
        ja: "ワークブックは端末に表示できません。--out でファイルを指定するか、パイプで渡してください"
    }
    WhoseIsForCalendars {
        en: "--mine and --rep choose what is in a calendar; use --format ics",
        ja: "--mine と --rep はカレンダー用です。--format ics を指定してください"
    }
    JsonlIsWhole {
        en: "JSON Lines hold the whole book; leave the query out, or export CSV",
        ja: "JSON Lines は全件の書き出しです。検索語を外すか CSV にしてください"
    }
    KeysOfOutcomes {
        en: "How a call ended",
        ja: "通話の結果"
    }
    DemoMade {
        en: "The demo book is in {file}; `salesdesk demo` in a terminal opens it",
        ja: "見本のデータを {file} に作りました。端末で `salesdesk demo` を実行すると開きます"
    }
    BackedUp {
        en: "Copied to {file}",
        ja: "バックアップしました: {file}"
    }
    KeyThere {
        en: "is there already: the key of this book or of an older one; move it away first",
        ja: "はすでにあります。この台帳か以前の台帳の鍵です。先に別の場所へ移してください"
    }
    EncryptHow {
        en: "say how the book's key is to be locked: --encrypt passphrase, or --recipients FILE",
        ja: "台帳の鍵をどう守るか指定してください: --encrypt passphrase か --recipients FILE"
    }
    Encrypted {
        en: "Encrypted {book}. Its key is {key}: copies are worth nothing without it, so keep one elsewhere. The open book from before is {aside}; delete it, and older open copies, once all is well",
        ja: "{book} を暗号化しました。鍵は {key} です。控えもこの鍵がないと開けないので、別の場所にも保管してください。暗号化前の台帳は {aside} にあります。問題がなければ、以前の控えとともに削除してください"
    }
    Decrypted {
        en: "{book} lies open again. The encrypted one is {aside}, and its key {key}",
        ja: "{book} の暗号化を解きました。暗号化した台帳は {aside}、その鍵は {key} にあります"
    }
    NotEncrypted {
        en: "{book} is not encrypted; nothing was done",
        ja: "{book} は暗号化されていません。何も行っていません"
    }
    LockedRemark {
        en: "nothing opens {file} without its passphrase or key: keep that safe, and elsewhere",
        ja: "{file} は、パスフレーズか鍵がないと誰にも開けません。別の場所に大切に保管してください"
    }
    SecretNeeded {
        en: "{what}: a passphrase or a key is needed, and nobody can be asked here; give {flags}",
        ja: "{what}: パスフレーズか鍵が必要ですが、ここでは確認できません。{flags} を付けて実行してください"
    }
    PassphraseForWhat {
        en: "--passphrase-fd and --passphrase-file go with --encrypt passphrase; nothing was written",
        ja: "--passphrase-fd と --passphrase-file は --encrypt passphrase と一緒に指定してください。何も書いていません"
    }
    PassphraseFor {
        en: "Passphrase for {what}: ",
        ja: "{what} のパスフレーズ: "
    }
    NewPassphraseOf {
        en: "{what}, the new one",
        ja: "{what}（新しいもの）"
    }
    RekeyHow {
        en: "--rekey needs a locked place and a new lock: --recipients FILE or --encrypt passphrase; nothing was done",
        ja: "--rekey は暗号化された場所で、--recipients FILE か --encrypt passphrase と一緒に指定してください。何も行っていません"
    }
    KeyKept {
        en: "the place's key is in {file}, readable by you alone: --key-file {file} opens it from now on",
        ja: "共有場所の鍵を {file} に保存しました（本人のみ読み取り可）。今後は --key-file {file} で開けます"
    }
    PassphraseAgain {
        en: "The same again: ",
        ja: "もう一度: "
    }
    PassphraseDiffers {
        en: "the two passphrases are not the same; nothing was locked",
        ja: "2回の入力が違います。何も暗号化していません"
    }
    PassphraseEmpty {
        en: "the passphrase is empty; nothing was done",
        ja: "パスフレーズが空です。何も行っていません"
    }
    PassphraseUnreadable {
        en: "the passphrase is no text of one line, 1,000 bytes at most",
        ja: "パスフレーズは1行、1,000バイトまでの文字で指定してください"
    }
    NoSuchDescriptor {
        en: "--passphrase-fd {n}: cannot be read ({why}); open it for the command, as in --passphrase-fd 3 3<file",
        ja: "--passphrase-fd {n}: 読めません（{why}）。--passphrase-fd 3 3<file のように開いて渡してください"
    }
    KeyFileOpen {
        en: "others can read it; nothing was done. Run: chmod 600 {file}",
        ja: "他人が読める状態です。何も行っていません。次を実行してください: chmod 600 {file}"
    }
    RestoreQuestion {
        en: "Put {file} in the place of {book}? What is there now is kept beside it.",
        ja: "{file} を {book} に戻しますか？ 今の内容は別のファイルに残します。"
    }
    Restored {
        en: "Restored {file}; what was there before is in {aside}",
        ja: "{file} から戻しました。元の内容は {aside} に残してあります"
    }
    RestoreHow {
        en: "`salesdesk restore FILE` puts one in the book's place; what is there now is kept",
        ja: "`salesdesk restore ファイル` で戻せます。今の内容は別のファイルに残します"
    }
    NoCopies {
        en: "No copies of this book are kept yet; `salesdesk backup` makes one",
        ja: "バックアップはまだありません。`salesdesk backup` で作れます"
    }
    CopyNotDue {
        en: "The newest copy is less than a day old; none was made",
        ja: "一日以内のバックアップがあるため、作りませんでした"
    }
    CopySound {
        en: "sound",
        ja: "正常"
    }
    CopyUnsound {
        en: "not sound",
        ja: "使えません"
    }
    CopyNightly {
        en: "nightly",
        ja: "毎日"
    }
    CopyBeforeUpgrade {
        en: "before an upgrade",
        ja: "更新前"
    }
    CopyBeforeRestore {
        en: "before a restore",
        ja: "復元前"
    }
    CopyAsked {
        en: "asked for",
        ja: "手動"
    }
    CopyCustomers {
        en: "{n} customers",
        ja: "顧客 {n} 件"
    }
    ModesClosed {
        en: "{path} could be used by others ({mode}); now it is yours alone",
        ja: "{path} は他の人も使える状態でした（{mode}）。本人だけが使えるようにしました"
    }
    BookElsewhere {
        en: "this book was moved or copied here; from now on it exchanges as a desk of its own, and nothing in it changed",
        ja: "このファイルは移動またはコピーされました。これからは別のデスクとしてやり取りします。内容は変わっていません"
    }
    BookPutBack {
        en: "this is not what was here last: a copy was put in its place. From now on it exchanges as a desk of its own; what it lacks comes back with `salesdesk sync`",
        ja: "前回とは別のファイルに置き換えられています。これからは別のデスクとしてやり取りします。足りないものは `salesdesk sync` で戻ります"
    }
    DeskNotThere {
        en: "the desk needs its book on a local disk; --unsafe-location is for single commands, such as `salesdesk export` or `salesdesk backup`",
        ja: "デスクのファイルは手元のディスクに置いてください。--unsafe-location は `salesdesk export` や `salesdesk backup` のような単独のコマンド用です"
    }
    BookSound {
        en: "{book} is sound; there is nothing to recover",
        ja: "{book} は正常です。直すものはありません"
    }
    RecoveredFrom {
        en: "Recovered from {copy}, and {n} later changes brought back",
        ja: "{copy} をもとに、その後の変更 {n} 件を戻しました"
    }
    RecoveredAlone {
        en: "There was no sound copy; {n} changes brought back from the damaged file",
        ja: "使えるバックアップはありませんでした。壊れたファイルから変更 {n} 件を戻しました"
    }
    RecoveredUntil {
        en: "The last change made here that is there again: {when}",
        ja: "ここで行った変更のうち、戻った最後のもの: {when}"
    }
    RecoveredAside {
        en: "The damaged file is kept as {file}",
        ja: "壊れたファイルは {file} に残してあります"
    }
    RecoverLost {
        en: "{n} changes could not be read; those that were exchanged come back with `salesdesk sync`",
        ja: "変更 {n} 件は読めませんでした。やり取りしてあったものは `salesdesk sync` で戻ります"
    }
    RecoverTorn {
        en: "The end of the damaged file could not be read: newer changes may be missing. Those that were exchanged come back with `salesdesk sync`",
        ja: "壊れたファイルの終わりは読めず、新しい変更が欠けているかもしれません。やり取りしてあったものは `salesdesk sync` で戻ります"
    }
    NotSound {
        en: "something is wrong: {wrong}",
        ja: "問題があります: {wrong}"
    }
    NobodyYet {
        en: "No customers yet. `salesdesk add NAME` or `salesdesk import FILE` brings the first, `salesdesk demo` shows invented ones",
        ja: "顧客はまだいません。`salesdesk add 名称` か `salesdesk import ファイル` で追加できます。`salesdesk demo` で見本を見られます"
    }
    NoHits {
        en: "Nobody found",
        ja: "見つかりません"
    }
    // Call lists on the command line.
    NoListsYet {
        en: "there is no call list yet; `salesdesk list new NAME QUERY` makes one",
        ja: "架電リストはまだありません。`salesdesk list new 名前 検索語` で作成できます"
    }
    LiveList {
        en: "live",
        ja: "自動更新"
    }
    RuleChanged {
        en: "{rule}: changed; {moved}",
        ja: "{rule}: 変更しました。{moved}"
    }
    RuleWouldChange {
        en: "{rule}: nothing was changed; {moved}",
        ja: "{rule}: まだ変更していません。{moved}"
    }
    RuleUnchanged {
        en: "{rule}: nothing to change; {moved}",
        ja: "{rule}: 変更はありません。{moved}"
    }
    Merged {
        en: "{a} and {b} are one customer now, shown as {name} ({id}); `salesdesk undo` takes it back, `salesdesk unmerge` later",
        ja: "{a} と {b} を 1 件の顧客にまとめました。表示は {name}（{id}）です。`salesdesk undo` で取り消し、後からは `salesdesk unmerge` で分けられます"
    }
    WouldMerge {
        en: "{a} and {b} would be one customer, shown as {name} ({id}); nothing was changed",
        ja: "{a} と {b} は 1 件の顧客になり、{name}（{id}）と表示されます。何も変更していません"
    }
    SameCustomer {
        en: "`{a}` and `{b}` are the same record; name two customers",
        ja: "「{a}」と「{b}」は同じ顧客です。別々の顧客を 2 件指定してください"
    }
    AlreadyOne {
        en: "`{a}` and `{b}` are one customer already; `salesdesk show {a}` shows it, `salesdesk unmerge {b}` parts them",
        ja: "「{a}」と「{b}」はすでに 1 件の顧客です。`salesdesk show {a}` で表示、`salesdesk unmerge {b}` で分けられます"
    }
    NoSuchDifference {
        en: "they do not differ in `{field}`; they do in: {fields}",
        ja: "「{field}」に違いはありません。違いのある項目: {fields}"
    }
    StandsAlone {
        en: "{name} was merged with nobody; nothing was changed. `salesdesk history` shows what was done",
        ja: "{name} はまとめられていません。何も変更していません。`salesdesk history` で履歴を確認できます"
    }
    NotJoined {
        en: "{name} was not merged with `{from}` but with {with}; nothing was changed",
        ja: "{name} は「{from}」とではなく {with} とまとめられています。何も変更していません"
    }
    Unmerged {
        en: "{name} is parted from {with}; `salesdesk undo` takes it back",
        ja: "{name} を {with} から分けました。`salesdesk undo` で取り消せます"
    }
    WouldUnmerge {
        en: "{name} would be parted from {with}; nothing was changed",
        ja: "{name} を {with} から分けます。何も変更していません"
    }
    StaysWith {
        en: "written since the merge, stays with {name}: {what}",
        ja: "まとめた後に記録され、{name} に残るもの: {what}"
    }
    OtherRecords {
        en: "{n} other records",
        ja: "その他の記録 {n} 件"
    }
    ListTaken {
        en: "there is a call list `{name}` already; `salesdesk list add` puts more on it, `list drop` takes it away, or choose another name",
        ja: "架電リスト「{name}」はすでにあります。`salesdesk list add` で追加、`list drop` で削除するか、別の名前にしてください"
    }
    ListNeedsSource {
        en: "say who is to be on it: words to search for, --paste, --batch or --outcome-of",
        ja: "リストに入れる顧客を、検索語、--paste、--batch、--outcome-of のどれかで指定してください"
    }
    FilterMeansNothing {
        en: "`{given}` means nothing and would let everybody through; nothing was changed",
        ja: "「{given}」は絞り込みとして読めず、全員が対象になってしまいます。何も変更していません"
    }
    NobodyAnswers {
        en: "nobody answers `{given}`; nothing was changed. `salesdesk find` shows who is there",
        ja: "「{given}」に当たる顧客がいません。何も変更していません。`salesdesk find` で確認できます"
    }
    NobodyYetOnLive {
        en: "nobody answers `{given}` now; whoever does later will be on the list",
        ja: "今は「{given}」に当たる顧客がいません。今後当たる顧客がリストに入ります"
    }
    NobodyPasted {
        en: "no line names a customer; nothing was changed. --add-unknown makes customers of new numbers",
        ja: "顧客を特定できる行がありません。何も変更していません。新しい番号は --add-unknown で顧客として追加できます"
    }
    NobodyImported {
        en: "nobody of that import is there any more; nothing was changed",
        ja: "その取り込みの顧客は残っていません。何も変更していません"
    }
    NobodyLeftWith {
        en: "nobody's last call from {name} ended with {codes}; nothing was changed",
        ja: "{name} の最後の架電結果が {codes} の顧客はいません。何も変更していません"
    }
    OneInput {
        en: "only one of --paste and --script can read standard input; name a file for the other",
        ja: "標準入力を読めるのは --paste と --script のどちらか一つです。もう一方はファイルを指定してください"
    }
    OnlyLiveSearches {
        en: "only a live list has a search; add --live yes",
        ja: "検索語を持つのは自動更新のリストだけです。--live yes を付けてください"
    }
    LineRejected {
        en: "line {line}: `{text}`: {why}",
        ja: "{line} 行目「{text}」: {why}"
    }
    MoreRejected {
        en: "and {n} more lines",
        ja: "ほか {n} 行"
    }
    LinesLeftOut {
        en: "{n} lines were left out; mend them and add them with `salesdesk list add NAME --paste FILE`",
        ja: "{n} 行は入りませんでした。直して `salesdesk list add 名前 --paste ファイル` で追加してください"
    }
    ListMade {
        en: "Made {name}: {n} customers",
        ja: "作成しました: {name}（{n} 件）"
    }
    PutOnList {
        en: "{name}: {added} added, {already} on it already",
        ja: "{name}: {added} 件追加、{already} 件は登録済み"
    }
    TakenOffList {
        en: "{name}: {n} taken off",
        ja: "{name}: {n} 件外しました"
    }
    NotOnList {
        en: "`{given}` is not on {name}; nothing was changed",
        ja: "「{given}」は {name} に入っていません。何も変更していません"
    }
    NobodyOnList {
        en: "nobody is on {name}",
        ja: "{name} には誰も入っていません"
    }
    Reminded {
        en: "{n} reminders are on the agenda now; u takes them back",
        ja: "リマインダ {n} 件を予定一覧に入れました。u で取り消せます"
    }
    RemindNoRules {
        en: "no reminders are set; write `[[remind]]` into {path}: field = \"deal.close_on\", days = -7, text = \"{name}\"",
        ja: "リマインダの設定がありません。{path} に `[[remind]]` を書いてください（field = \"deal.close_on\"、days = -7、text = \"{name}\"）"
    }
    RemindMade {
        en: "{n} put on the agenda; {already} were there before. Left out: {blocked} who must not be called, {over} who have left or are settled, {vague} dates without a day",
        ja: "{n} 件を予定一覧に入れました（作成済み {already} 件）。対象外: 架電禁止 {blocked} 件、離脱・終了 {over} 件、日が不明 {vague} 件"
    }
    RemindWould {
        en: "{n} would be put on the agenda; {already} are there already. Left out: {blocked} who must not be called, {over} who have left or are settled, {vague} dates without a day",
        ja: "予定一覧に入れる対象は {n} 件です（作成済み {already} 件）。対象外: 架電禁止 {blocked} 件、離脱・終了 {over} 件、日が不明 {vague} 件"
    }
    ContextGrid {
        en: "Grid",
        ja: "表"
    }
    ContextGridCell {
        en: "A cell of the grid",
        ja: "表のセル"
    }
    ContextGridColumns {
        en: "The grid's columns",
        ja: "表の列"
    }
    ContextGridPlan {
        en: "Pasting into the grid",
        ja: "表への貼り付け"
    }
    KeyGrid {
        en: "grid: those found as a spreadsheet",
        ja: "表（検索結果を表計算のように編集）"
    }
    KeyEditCell {
        en: "edit the cell",
        ja: "セルを編集"
    }
    KeyNextColumn {
        en: "right",
        ja: "右へ"
    }
    KeyPreviousColumn {
        en: "left",
        ja: "左へ"
    }
    KeyFirstColumn {
        en: "first column",
        ja: "先頭の列"
    }
    KeyLastColumn {
        en: "last column",
        ja: "末尾の列"
    }
    KeyMarkBlock {
        en: "mark",
        ja: "範囲選択"
    }
    KeyCopyCells {
        en: "copy",
        ja: "コピー"
    }
    KeyClearCell {
        en: "empty",
        ja: "消す"
    }
    KeyColumns {
        en: "columns",
        ja: "列"
    }
    KeySaveRight {
        en: "save, go right",
        ja: "保存して右へ"
    }
    KeyLeaveCell {
        en: "leave as it was",
        ja: "元のまま"
    }
    KeyShowColumns {
        en: "show these",
        ja: "表示"
    }
    KeyPasteNow {
        en: "paste",
        ja: "貼り付け"
    }
    KeyPasteNothing {
        en: "nothing",
        ja: "やめる"
    }
    GridOfAll {
        en: "everybody",
        ja: "すべて"
    }
    GridColumns {
        en: "columns:",
        ja: "列:"
    }
    GridColumnsHint {
        en: "names of filters, with commas: name,rank,deal.amount",
        ja: "絞り込みの名前をカンマ区切りで（例: 名前,ランク,商談.金額）"
    }
    CellOnlyShown {
        en: "this is only shown here; o opens the customer",
        ja: "ここでは表示だけです。o で顧客を開いて変更できます"
    }
    CellHasNoRecord {
        en: "there is no person or deal yet to write it in; o opens the customer",
        ja: "書き込む担当者や商談がまだありません。o で顧客を開いて追加できます"
    }
    NothingToPaste {
        en: "there is nothing to paste; nothing was changed",
        ja: "貼り付けるものがありません。何も変更していません"
    }
    PasteTooLarge {
        en: "more than 100,000 cells: import them as a file (I); nothing was changed",
        ja: "10万セルを超えています。ファイルとして取り込んでください（I）。何も変更していません"
    }
    PastePlan {
        en: "{n} cells change, {same} are the same, {bad} cannot stand and stay as they are",
        ja: "{n} セルを変更、{same} セルは同じ、{bad} セルは入力できないため元のまま"
    }
    PasteCell {
        en: "row {row}, {column}",
        ja: "{row} 行目 {column}"
    }
    PasteBeyond {
        en: "there is no such row or column",
        ja: "その行・列はありません"
    }
    ContextFields {
        en: "Fields of your own",
        ja: "独自項目"
    }
    KeyFields {
        en: "fields of your own",
        ja: "独自項目"
    }
    KeyAddField {
        en: "new field",
        ja: "項目を追加"
    }
    NoFields {
        en: "No fields of your own yet. A field of your own holds what no built-in one does, such as a plan or a number of seats; it stands in forms, filters, the grid, files and reports. Press {key} to add one.",
        ja: "独自項目はまだありません。標準の項目にないもの（契約プランや席数など）を記録する項目で、フォーム・絞り込み・表・ファイル・集計で使えます。{key} で追加します。"
    }
    FieldOf {
        en: "of",
        ja: "対象"
    }
    FieldName {
        en: "name",
        ja: "項目名"
    }
    FieldKind {
        en: "kind",
        ja: "種類"
    }
    FieldHeld {
        en: "held by",
        ja: "件数"
    }
    FieldRules {
        en: "choices; rules",
        ja: "選択肢、ルール"
    }
    SavedMisfits {
        en: "Saved: {name}. Not fitting: {n}, kept as typed (u takes it back)",
        ja: "保存しました: {name}。合わない値 {n} 件はそのまま残ります（u で取り消し）"
    }
    ContextViews {
        en: "Views",
        ja: "ビュー"
    }
    KeyViews {
        en: "views: saved searches (1-9 asks the one with that key)",
        ja: "ビュー（保存した検索。1-9 でそのキーのビューを表示）"
    }
    KeyLookAt {
        en: "look at it",
        ja: "表示"
    }
    NoViews {
        en: "No views yet. Search for something on the desk, then press F to save it under a name and a key.",
        ja: "ビューはまだありません。画面で検索してから F を押すと、名前とキーを付けて保存できます。"
    }
    SaveAsView {
        en: "Save as a view: {query}",
        ja: "ビューとして保存: {query}"
    }
    ViewKeyHint {
        en: "1-9 gives the selected view that key; on the desk the key asks it",
        ja: "1-9 で選んだビューにキーを割り当て、画面ではそのキーで表示"
    }
    ViewOfAnother {
        en: "it is a colleague's view: its key is theirs",
        ja: "ほかの担当のビューです。キーは割り当てられません"
    }
    NoViewWithKey {
        en: "no view of yours has that key; F lists them",
        ja: "そのキーのビューはありません。F で一覧を表示します"
    }
    ViewFaulty {
        en: "view {name}: {fault}; F, then e changes it",
        ja: "ビュー「{name}」: {fault}。F の一覧で e を押すと変更できます"
    }
    NoViewsYet {
        en: "there is no view yet; `salesdesk view save NAME QUERY` makes one",
        ja: "ビューはまだありません。`salesdesk view save 名前 検索語` で保存できます"
    }
    ViewSaved {
        en: "Saved the view {name}",
        ja: "ビューを保存しました: {name}"
    }
    ViewEmpty {
        en: "its search line asks for nothing",
        ja: "検索条件が空です"
    }
    ViewFilter {
        en: "`{given}` (from character {at} of its search line) means nothing",
        ja: "検索条件の {at} 文字目から「{given}」が絞り込みとして読めません"
    }
    ViewColumn {
        en: "there is no column `{given}`; columns have the names of filters, such as name, rank, phone, deal.amount",
        ja: "列「{given}」はありません。列は絞り込みと同じ名前で指定します（name、ランク、電話、商談.金額 など）"
    }
    ViewRefused {
        en: "view {name}: {fault}. Change it with `salesdesk view save`",
        ja: "ビュー「{name}」: {fault}。`salesdesk view save` で変更できます"
    }
    ViewTaken {
        en: "you have a view {name} already; choose another name",
        ja: "ビュー「{name}」はすでにあります。別の名前にしてください"
    }
    ViewNameless {
        en: "a view needs a name",
        ja: "ビューには名前が必要です"
    }
    ListDropped {
        en: "Dropped {name}; `salesdesk undo` brings it back",
        ja: "削除しました: {name}。`salesdesk undo` で戻せます"
    }
    ClaimedFor {
        en: "{name}: {n} claimed for {rep}",
        ja: "{name}: {rep} が {n} 件を確保しました"
    }
    LetGoOf {
        en: "{name}: {rep} let go of {n}",
        ja: "{name}: {rep} の {n} 件を解放しました"
    }
    NobodyToClaim {
        en: "nobody on {name} is left for that",
        ja: "{name} に対象の顧客は残っていません"
    }
    // Reports.
    ReportCalls {
        en: "Calls",
        ja: "架電"
    }
    ReportFunnel {
        en: "Funnel",
        ja: "ファネル"
    }
    ReportBestTime {
        en: "Best time to call",
        ja: "つながりやすい時間帯"
    }
    ReportPipeline {
        en: "Pipeline",
        ja: "パイプライン"
    }
    PipelineDefinition {
        en: "Open: not won, lost or deleted, on hold too. Ended in the month it was closed, else the one it was expected in. Win rate: won of won and lost. Weighted: each amount by the deal's own chance, else its stage's.",
        ja: "進行中は受注・失注・削除以外（保留を含む）。終了月はクローズした月、不明なら受注予定の月。受注率は受注を受注と失注の和で割ったもの。加重は金額に確度を掛けたもの（案件の確度、なければフェーズの確度）。"
    }
    NoDeals {
        en: "No deals yet: `salesdesk deal add`, or import a file with --as deals.",
        ja: "案件はまだありません。`salesdesk deal add` か、--as deals で取り込めます。"
    }
    ByStage {
        en: "stage",
        ja: "フェーズ"
    }
    ByPipeline {
        en: "pipeline",
        ja: "パイプライン"
    }
    LineNeedsPrice {
        en: "{product} has no price in {currency}; say --price",
        ja: "{product} の {currency} の価格がありません。--price を付けてください"
    }
    DealOfNobody {
        en: "this deal belongs to no customer, so it has no people and lines",
        ja: "この商談には顧客がないため、関係者も明細も付けられません"
    }
    StageStay {
        en: "{n} since {when}  {rep}",
        ja: "{n} {when} から  {rep}"
    }
    DealSlips {
        en: "slips",
        ja: "延期"
    }
    DealSlipped {
        en: "{n}; first expected {day}",
        ja: "{n}回（当初 {day}）"
    }
    DealRoute {
        en: "route",
        ja: "決裁ルート"
    }
    Credit {
        en: "credit",
        ja: "与信"
    }
    CreditOf {
        en: "{open} of {limit}",
        ja: "{limit} 中 {open}"
    }
    CreditOver {
        en: "over by {over}: {open} of {limit}",
        ja: "{over} 超過（{limit} 中 {open}）"
    }
    NoProducts {
        en: "No products yet: `salesdesk product add`, or import them with --as products.",
        ja: "商品はまだありません。`salesdesk product add` か、--as products で取り込めます。"
    }
    ProductNeedsName {
        en: "a product needs a name",
        ja: "商品には名前が必要です"
    }
    RenewsWhen {
        en: "nobody knows when it began; say --until",
        ja: "開始日が分かりません。--until を付けてください"
    }
    CancelNeedsReason {
        en: "a cancellation needs --reason, one of {reasons}",
        ja: "解約には --reason が必要です: {reasons}"
    }
    NoSubscriptions {
        en: "No subscriptions: `salesdesk subscription add`, or import them with --as subscriptions.",
        ja: "契約はありません。`salesdesk subscription add` か、--as subscriptions で取り込めます。"
    }
    BringsMonthly {
        en: "Monthly, by currency: {amount}",
        ja: "月額換算（通貨別）: {amount}"
    }
    RenewsOn {
        en: "renews {day}",
        ja: "更新 {day}"
    }
    RenewalOverdue {
        en: "renewal was due {day}",
        ja: "更新期限切れ {day}"
    }
    CancelledOn {
        en: "cancelled {day}",
        ja: "解約 {day}"
    }
    SectionSubscriptions {
        en: "signed",
        ja: "契約"
    }
    SectionWorth {
        en: "sales",
        ja: "実績"
    }
    WorthOrders {
        en: "{n} orders",
        ja: "{n}回"
    }
    WorthReturns {
        en: "{n} brought back",
        ja: "返品{n}回"
    }
    WorthAverage {
        en: "average {amount}",
        ja: "平均 {amount}"
    }
    WorthProfit {
        en: "profit {amount}",
        ja: "粗利 {amount}"
    }
    WorthWithoutCost {
        en: "{n} lines without a cost",
        ja: "原価不明 {n}行"
    }
    WorthEvery {
        en: "every {n}",
        ja: "{n}ごと"
    }
    WorthNext {
        en: "next {day}",
        ja: "次回 {day}"
    }
    WorthLtv {
        en: "LTV {amount}",
        ja: "LTV {amount}"
    }
    WorthFormula {
        en: "LTV = sales so far + average order x orders expected in a year (365 days / interval)",
        ja: "LTV ＝ これまでの売上 ＋ 平均購入額 x 今後1年の見込み回数（365日／購入間隔）"
    }
    ReportsInCircle {
        en: "reports in a circle",
        ja: "上司が循環"
    }
    DaysInStage {
        en: "{n} here",
        ja: "滞留{n}"
    }
    Slipped {
        en: "slips {n}",
        ja: "延期{n}回"
    }
    StageMeans {
        en: "means",
        ja: "意味"
    }
    StageChance {
        en: "chance",
        ja: "確度"
    }
    StageStale {
        en: "stale after",
        ja: "停滞日数"
    }
    StageDropped {
        en: "dropped",
        ja: "廃止"
    }
    StandardStays {
        en: "the standard pipeline stays; its stages can be changed and dropped",
        ja: "標準パイプラインは廃止できません。フェーズの変更・廃止はできます"
    }
    StageMeaningStays {
        en: "what a standard stage means stays; add a stage of your own instead",
        ja: "標準フェーズの意味は変えられません。新しいフェーズを追加してください"
    }
    LastStageOfItsKind {
        en: "it is the last stage that means: {flag}; add another first",
        ja: "「{flag}」を意味するフェーズはこれだけです。先に別のフェーズを追加してください"
    }
    Dropped {
        en: "{name} is offered no more",
        ja: "{name} を廃止しました"
    }
    DroppedWithDeals {
        en: "{name} is offered no more; {n} deals stay in it",
        ja: "{name} を廃止しました。{n}件の商談はそのまま残ります"
    }
    NotAPipelineName {
        en: "'{given}' is no name: 1 to 40 characters on one line, without a comma",
        ja: "「{given}」は名前にできません（1〜40文字、1行、読点・カンマなし）"
    }
    NameStandsFor {
        en: "'{name}' already stands for {code}",
        ja: "「{name}」はすでに {code} を指します"
    }
    ByOwner {
        en: "rep",
        ja: "担当"
    }
    ByProduct {
        en: "product",
        ja: "商品"
    }
    BySource {
        en: "source",
        ja: "流入経路"
    }
    ByKind {
        en: "type",
        ja: "種別"
    }
    ByCustomer {
        en: "customer",
        ja: "顧客"
    }
    ByMonth {
        en: "month",
        ja: "月"
    }
    ByReason {
        en: "lost because",
        ja: "失注理由"
    }
    ByCompetitor {
        en: "competitor",
        ja: "競合"
    }
    ByExpected {
        en: "expected in",
        ja: "受注予定"
    }
    ColumnDeals {
        en: "deals",
        ja: "件数"
    }
    ColumnAmount {
        en: "amount",
        ja: "金額"
    }
    ColumnWeighted {
        en: "weighted",
        ja: "加重"
    }
    ColumnWon {
        en: "won",
        ja: "受注"
    }
    ColumnLost {
        en: "lost",
        ja: "失注"
    }
    ColumnWinRate {
        en: "win rate",
        ja: "受注率"
    }
    ColumnCommit {
        en: "commit",
        ja: "確実"
    }
    ColumnBest {
        en: "best case",
        ja: "最良"
    }
    OpenDeals {
        en: "open",
        ja: "進行中"
    }
    DaysToWin {
        en: "from the first day to the order: {days} (median)",
        ja: "開始から受注まで {days}（中央値）"
    }
    LostBecause {
        en: "lost because: {reasons}",
        ja: "失注理由: {reasons}"
    }
    OverdueDeals {
        en: "{n} open deals are past their day ({amount})",
        ja: "予定日を過ぎた進行中の案件 {n} 件（{amount}）"
    }
    StaleDeals {
        en: "{n} open deals wait for longer than their stage allows ({amount})",
        ja: "フェーズの目安より長く動きのない案件 {n} 件（{amount}）"
    }
    ForecastDefinition {
        en: "Commit: class A. Best case: A and B. A deal without a class of its own counts as A from 90%, as B from 60%. What nobody counts on is left out.",
        ja: "確実はヨミA、最良はA＋B。ヨミのない案件は確度90%以上をA、60%以上をBとし、対象外は含みません。"
    }
    ReportCustomers {
        en: "Customers by what they bought",
        ja: "購入から見た顧客"
    }
    WorthDefinition {
        en: "Net: all lines, returns taken off. An order is a number, else a day, that comes to more than nothing; average: what was bought, by order. Every: days from order to order on average; next: the last order and as many days more. RFM: fifths of all who ordered, 5 the best.",
        ja: "純額は返品を引いた合計。注文は伝票番号ごと（なければ日ごと）で合計が正のもの、平均は購入額を注文数で割ったもの。間隔は注文間の平均日数、次回は最終注文＋間隔。RFMは注文した顧客の五分位で5が最上位。"
    }
    NoPurchases {
        en: "No purchases yet: import a sales file with --as purchases.",
        ja: "購入はまだありません。売上ファイルを --as purchases で取り込めます。"
    }
    NoPurchasesThen {
        en: "Nobody bought anything as asked for here.",
        ja: "この条件に当たる購入はありません。"
    }
    GridTitle {
        en: "Customers by recency (R) and frequency (F)",
        ja: "最終購入（R）と購入回数（F）の顧客数"
    }
    GridRecency {
        en: "days ago / orders",
        ja: "経過日数 / 注文数"
    }
    GridLegend {
        en: "The darker, the more customers; {most} in the darkest. Enter shows who.",
        ja: "濃いほど顧客が多い（最大 {most} 件）。Enter で顧客を表示します。"
    }
    ColumnNet {
        en: "net",
        ja: "純額"
    }
    ColumnOrders {
        en: "orders",
        ja: "注文"
    }
    ColumnAverage {
        en: "average",
        ja: "平均"
    }
    ColumnLast {
        en: "last",
        ja: "最終"
    }
    ColumnEvery {
        en: "every",
        ja: "間隔"
    }
    ColumnNext {
        en: "next",
        ja: "次回"
    }
    ColumnPerson {
        en: "Person",
        ja: "担当者"
    }
    ColumnTags {
        en: "Tags",
        ja: "タグ"
    }
    ColumnDue {
        en: "Next step",
        ja: "次の予定"
    }
    ColumnContact {
        en: "Last contact",
        ja: "最終接触"
    }
    ColumnRfm {
        en: "RFM",
        ja: "RFM"
    }
    ColumnCustomers {
        en: "customers",
        ja: "顧客"
    }
    ColumnLines {
        en: "lines",
        ja: "明細"
    }
    OneDay {
        en: "1 day",
        ja: "1日"
    }
    ManyDays {
        en: "{n} days",
        ja: "{n}日"
    }
    Days {
        en: "{n} d",
        ja: "{n}日"
    }
    MoreRows {
        en: "and {n} more; --limit N shows them",
        ja: "ほか {n} 件（--limit N で表示）"
    }
    CutDays {
        en: "R 5, 4, 3, 2 by days since the last order: {cuts}",
        ja: "R 5・4・3・2（最終注文からの日数）: {cuts}"
    }
    CutOrders {
        en: "F 2, 3, 4, 5 by orders: {cuts}",
        ja: "F 2・3・4・5（注文数）: {cuts}"
    }
    CutMoney {
        en: "M 2, 3, 4, 5 by net: {cuts}",
        ja: "M 2・3・4・5（純額）: {cuts}"
    }
    NobodysLines {
        en: "{n} lines of nobody who is shown ({amount}) are in no row",
        ja: "顧客の分からない明細 {n} 行（{amount}）は上に含みません"
    }
    LinesWithoutAmount {
        en: "{n} lines have no amount and are in no sum",
        ja: "金額のない明細 {n} 行はどの合計にも含みません"
    }
    NoSuchBy {
        en: "{given} is neither month nor a field of customers or purchases; try owner, country, industry or product",
        ja: "{given} は month でも顧客・購入の項目でもありません。owner・country・industry・product などを指定してください"
    }
    AsOf {
        en: "as of",
        ja: "時点"
    }
    AsOfDefinition {
        en: "Deals as they were at the end of that day, as far as this desk's log goes back; what was erased since is left out.",
        ja: "その日の終わりの時点の案件（この台帳の記録が残る範囲。その後に消去したものは除く）。"
    }
    Since {
        en: "since {day}",
        ja: "{day} から"
    }
    Forecast {
        en: "forecast",
        ja: "売上予測"
    }
    Then {
        en: "then",
        ja: "当時"
    }
    Now {
        en: "now",
        ja: "現在"
    }
    Change {
        en: "change",
        ja: "増減"
    }
    Moved {
        en: "what moved",
        ja: "動き"
    }
    MovedNew {
        en: "new",
        ja: "新規"
    }
    MovedReopened {
        en: "open again",
        ja: "再開"
    }
    MovedRemoved {
        en: "deleted",
        ja: "削除"
    }
    MovedSlipped {
        en: "slipped",
        ja: "予定日が後ろへ"
    }
    MovedSooner {
        en: "expected sooner",
        ja: "予定日が前へ"
    }
    MovedLarger {
        en: "amount up",
        ja: "増額"
    }
    MovedSmaller {
        en: "amount down",
        ja: "減額"
    }
    CrossValue {
        en: "in the cells",
        ja: "値"
    }
    CrossOther {
        en: "(other)",
        ja: "（その他）"
    }
    CrossNothing {
        en: "Nothing to count; `salesdesk report cross --help` tells what can be.",
        ja: "集計する対象がありません。`salesdesk report cross --help` を参照してください。"
    }
    CrossCustomers {
        en: "Customers that a list shows, those that are one counted once. Whoever has several of something stands in several rows and once in the total.",
        ja: "一覧に出る顧客の数（統合した顧客は1件）。複数の値を持つ顧客は各行に数え、合計では1件。"
    }
    CrossDeals {
        en: "Deals that are not deleted: open ones, and those that ended in the range. Currencies are never added up.",
        ja: "削除されていない案件（進行中と、期間内に終わったもの）。通貨は合算しません。"
    }
    CrossPurchases {
        en: "Purchase lines in the range that have an amount, returns taken off. Currencies are never added up.",
        ja: "期間内の金額のある購入明細（返品を差し引き）。通貨は合算しません。"
    }
    CrossCalls {
        en: "Outgoing calls in the range.",
        ja: "期間内の発信。"
    }
    CrossWon {
        en: "Of the deals that ended in the range, those that were won.",
        ja: "期間内に終わった案件のうち受注した割合。"
    }
    CrossConnected {
        en: "Of the outgoing attempts in the range, those that connected, by the outcome's flags.",
        ja: "期間内の発信（試行）のうち接続した割合。結果の設定に従います。"
    }
    CrossNoSuchField {
        en: "{given} is no field that can be counted by; name one such as industry, source, tag, deal.stage, purchase.product or outcome, or one of your own",
        ja: "{given} では集計できません。industry・source・tag・deal.stage・purchase.product・outcome などの項目か、独自項目を指定してください"
    }
    CrossOfNoDay {
        en: "customers are counted as they are today; leave out the days, or count what has one (--value)",
        ja: "顧客数には日付がありません。期間を外すか、日付のあるものを集計してください（--value）"
    }
    CrossOfAnother {
        en: "{given} is not of what is counted ({value}); leave out --value, or count customers",
        ja: "{given} は集計対象（{value}）の項目ではありません。--value を外すか、count:customers を使ってください"
    }
    ReportWritten {
        en: "written: {file}",
        ja: "書き出しました: {file}"
    }
    UnknownReportEnding {
        en: "a report cannot be written as .{ending}; use .txt, .md, .html, .csv, .xlsx or .json, or --format",
        ja: "レポートは .{ending} では書き出せません。.txt・.md・.html・.csv・.xlsx・.json か --format を使ってください"
    }
    ReportMade {
        en: "salesdesk, {at}",
        ja: "salesdesk　{at} 作成"
    }
    Definitions {
        en: "How this is counted",
        ja: "集計の定義"
    }
    ReportFrom {
        en: "from {from}",
        ja: "{from}～"
    }
    ReportTo {
        en: "to {to}",
        ja: "～{to}"
    }
    ReportRange {
        en: "{from} to {to}",
        ja: "{from}～{to}"
    }
    ReportBackwards {
        en: "--from {from} comes after --to {to}",
        ja: "--from {from} が --to {to} より後です"
    }
    ReportDefinition {
        en: "{way}. Attempt, connected, decision-maker, appointment and order go by the outcome's flags; talk: reach 3 or more; rate: connected of attempts. Days and hours are those of where a call was logged.",
        ja: "{way}。試行・接続・決裁者・アポ・受注は結果の設定に従い、有効会話は到達3以上、接続率は試行のうち接続した割合。日付と時刻は記録した場所のもの。"
    }
    ReportWayOut {
        en: "Outgoing calls",
        ja: "発信のみ"
    }
    ReportWayIn {
        en: "Incoming calls",
        ja: "着信のみ"
    }
    ReportWayAny {
        en: "Calls in and out",
        ja: "発信と着信"
    }
    NoCalls {
        en: "No calls in this range.",
        ja: "この期間の架電はありません。"
    }
    ByHour {
        en: "hour",
        ja: "時間帯"
    }
    ByWeekday {
        en: "weekday",
        ja: "曜日"
    }
    ByDay {
        en: "day",
        ja: "日付"
    }
    Total {
        en: "total",
        ja: "合計"
    }
    NoneOfThem {
        en: "(none)",
        ja: "（なし）"
    }
    ColumnCalls {
        en: "calls",
        ja: "架電"
    }
    ColumnAttempts {
        en: "attempts",
        ja: "試行"
    }
    ColumnRate {
        en: "rate",
        ja: "接続率"
    }
    ColumnShare {
        en: "share",
        ja: "割合"
    }
    ColumnAppointments {
        en: "appts",
        ja: "アポ"
    }
    ColumnTime {
        en: "time",
        ja: "通話時間"
    }
    StageDialled {
        en: "dialled",
        ja: "架電（試行）"
    }
    StageConnected {
        en: "connected",
        ja: "接続"
    }
    StageDecider {
        en: "decider",
        ja: "決裁者"
    }
    StageTalk {
        en: "talk",
        ja: "有効会話"
    }
    StageAppointment {
        en: "appointment",
        ja: "アポ"
    }
    StageDeal {
        en: "deal",
        ja: "商談"
    }
    StageWon {
        en: "order",
        ja: "受注"
    }
    OfDialled {
        en: "of dialled",
        ja: "架電比"
    }
    OfStageBefore {
        en: "of stage before",
        ja: "前段比"
    }
    DealOfACall {
        en: "Deal: calls that made a deal or moved one.",
        ja: "商談: 商談が生まれた、または動いた架電。"
    }
    TalkNeedsNoDecider {
        en: "A talk need not be with the decision-maker, so there can be more of them.",
        ja: "有効会話は決裁者以外との会話も含むため、決裁者の件数を上回ることがあります。"
    }
    HeatLegend {
        en: "In each hour: the rate, the darker the higher from {low} to {most}, and of how many attempts.",
        ja: "各欄: 接続率（{low}～{most}、濃いほど高い）と試行数"
    }
    BestHours {
        en: "Best hours, of those with {n} attempts or more:",
        ja: "おすすめの時間帯（試行 {n} 件以上）:"
    }
    BestNotKnown {
        en: "No hour has {n} attempts yet, so none is recommended; --least asks for fewer",
        ja: "試行 {n} 件以上の時間帯がないため、おすすめはありません（--least で変更）"
    }

    // The day's summary.
    DayReport {
        en: "Daily report",
        ja: "日報"
    }
    DayActivity {
        en: "The day's calls",
        ja: "本日の活動"
    }
    DayOutcomes {
        en: "How they ended",
        ja: "結果の内訳"
    }
    DayLists {
        en: "By list",
        ja: "リスト別"
    }
    DayTalks {
        en: "Worth telling",
        ja: "主な商談"
    }
    DayTomorrow {
        en: "Tomorrow",
        ja: "明日の予定"
    }
    DayRemarks {
        en: "Remarks",
        ja: "所感"
    }
    DayCount {
        en: "{n}",
        ja: "{n} 件"
    }
    DayCalls {
        en: "{calls} ({attempts} attempts)",
        ja: "{calls} 件（試行 {attempts} 件）"
    }
    DayConnected {
        en: "{n} ({rate})",
        ja: "{n} 件（{rate}）"
    }
    DayHours {
        en: "hours",
        ja: "稼働時間"
    }
    DaySpan {
        en: "{from}-{to}",
        ja: "{from}-{to}"
    }
    DayPace {
        en: "{from}-{to}, {pace} calls an hour",
        ja: "{from}-{to}（1時間あたり {pace} 件）"
    }
    DayCallbacks {
        en: "callbacks agreed",
        ja: "再架電の約束"
    }
    DayDue {
        en: "callbacks due",
        ja: "再架電の予定"
    }
    DayOnList {
        en: "{calls} calls, {connected} connected ({rate}), {appointments} appointments",
        ja: "架電 {calls} 件、接続 {connected} 件（{rate}）、アポ {appointments} 件"
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

    // The desk and its parts.
    ContextDesk {
        en: "The desk",
        ja: "デスク"
    }
    ContextList {
        en: "The list",
        ja: "一覧"
    }
    ContextDetail {
        en: "The customer",
        ja: "顧客の詳細"
    }
    ContextSearch {
        en: "The search line",
        ja: "検索行"
    }
    ContextOutcome {
        en: "How did the call end?",
        ja: "通話の結果"
    }
    ContextLists {
        en: "Call lists",
        ja: "架電リスト"
    }
    ContextWalk {
        en: "The walk",
        ja: "連続架電"
    }
    ContextReasons {
        en: "Why nobody is called",
        ja: "架電対象がない理由"
    }
    KeyWalk {
        en: "walk",
        ja: "連続架電"
    }
    KeyLists {
        en: "call lists",
        ja: "架電リスト一覧"
    }
    KeyWalkList {
        en: "walk this list",
        ja: "このリストを架電"
    }
    ContextRules {
        en: "Rules",
        ja: "架電ルール"
    }
    KeyRules {
        en: "rules",
        ja: "架電ルール"
    }
    KeyAddOutcome {
        en: "new outcome",
        ja: "結果を追加"
    }
    KeyGiveBack {
        en: "give back",
        ja: "元に戻す"
    }
    KeyHideOutcome {
        en: "hide or show",
        ja: "非表示・表示"
    }
    KeyEditList {
        en: "edit list",
        ja: "リストの編集"
    }
    RulesOfDesk {
        en: "rules of the whole desk",
        ja: "架電ルール: デスク全体"
    }
    RulesOfList {
        en: "rules of {name}",
        ja: "架電ルール: {name}"
    }
    RuleOutcome {
        en: "outcome",
        ja: "結果"
    }
    RuleWaits {
        en: "waits",
        ja: "次の架電まで"
    }
    RuleTries {
        en: "tries",
        ja: "回数"
    }
    RulePerDay {
        en: "a day",
        ja: "1日"
    }
    RuleDoes {
        en: "does",
        ja: "動作"
    }
    RuleThen {
        en: " then ",
        ja: " 次は"
    }
    RuleRests {
        en: "rests {days}",
        ja: "{days}休止"
    }
    RuleShares {
        en: "tries shared with {code}",
        ja: "回数は {code} と共通"
    }
    RuleMeeting {
        en: "appointment",
        ja: "アポ"
    }
    WholeDesk {
        en: "whole desk",
        ja: "デスク全体"
    }
    RuleHidden {
        en: "hidden",
        ja: "非表示"
    }
    OwnOnList {
        en: "this list's own rule; {key} gives the desk's back",
        ja: "このリスト独自のルール。{key} でデスクのルールに戻す"
    }
    OwnOnDesk {
        en: "changed; {key} gives the standard back",
        ja: "変更済み。{key} で標準に戻す"
    }
    WorkingDays {
        en: "{n} workdays",
        ja: "{n}営業日"
    }
    MovesCustomers {
        en: "moves {n} of {of} customers",
        ja: "{of} 件中 {n} 件の顧客の順番・時期が変わります"
    }
    CountingMoved {
        en: "counting whom it moves",
        ja: "影響する顧客を集計中"
    }
    NobodyOnListAnyMore {
        en: "nobody on this list could be called any more",
        ja: "このリストで架電できる顧客がいなくなります"
    }
    NobodyAnyMore {
        en: "nobody on any list could be called any more",
        ja: "どのリストでも架電できる顧客がいなくなります"
    }
    NothingToGiveBack {
        en: "This is no own rule: there is nothing to give back",
        ja: "独自のルールではないため、戻すものがありません"
    }
    PacingIsNotHidden {
        en: "The pacing holds always; only an outcome can be hidden",
        ja: "非表示にできるのは結果だけです"
    }
    KeyInbound {
        en: "somebody calls in",
        ja: "着信"
    }
    KeyNextStop {
        en: "next",
        ja: "次へ"
    }
    KeyPreviousStop {
        en: "back",
        ja: "前へ"
    }
    KeyWalkNote {
        en: "note",
        ja: "メモ"
    }
    KeyWhyEmpty {
        en: "who is left",
        ja: "残りの内訳"
    }
    KeyScript {
        en: "script",
        ja: "スクリプト"
    }
    KeyLeaveWalk {
        en: "leave",
        ja: "終了"
    }
    KeyOpenReason {
        en: "open",
        ja: "開く"
    }
    ContextInbound {
        en: "Somebody calls in",
        ja: "着信"
    }
    KeyTakeCall {
        en: "log their call",
        ja: "着信を記録"
    }
    NoNumberGiven {
        en: "nobody found: type the number, and a name behind it for a new customer",
        ja: "該当なし。番号と、その後ろに名前を入力すると新しい顧客になります"
    }
    WalkToday {
        en: "{n} today  {rate}% connect  {hour}/h",
        ja: "本日{n}件  接続{rate}%  {hour}件/時"
    }
    WalkLeft {
        en: "{n} left",
        ja: "残り{n}件"
    }
    ReadingList {
        en: "reading the list, {n}%",
        ja: "リストを読み込み中 {n}%"
    }
    WhyNow {
        en: "why now:",
        ja: "理由:"
    }
    NotNow {
        en: "not now:",
        ja: "今は架電対象外:"
    }
    NotOnTheList {
        en: "not on this list",
        ja: "このリストにはいません"
    }
    LastCall {
        en: "last {outcome}, {ago}",
        ja: "前回 {outcome} {ago}"
    }
    WhoIsLeft {
        en: "Who is left, and why",
        ja: "残りの内訳"
    }
    ListIsEmpty {
        en: "Nobody is on this list",
        ja: "このリストに顧客がいません"
    }
    NobodyUntil {
        en: "Nobody to call until {when}",
        ja: "次の架電は {when} から"
    }
    ListIsDone {
        en: "Everybody on this list is through",
        ja: "このリストは完了しました"
    }
    NobodyNow {
        en: "Nobody to call now",
        ja: "今架電できる顧客はいません"
    }
    ReasonReady {
        en: "to be called now",
        ja: "今架電できる"
    }
    ReasonBlocked {
        en: "must not be called",
        ja: "架電禁止"
    }
    ReasonNoNumber {
        en: "no number that rings",
        ja: "電話番号なし"
    }
    ReasonDone {
        en: "done",
        ja: "完了"
    }
    ReasonTries {
        en: "tried as often as allowed",
        ja: "試行上限に到達"
    }
    ReasonClaimed {
        en: "another rep's",
        ja: "他の担当が確保"
    }
    ReasonCallback {
        en: "callback agreed",
        ja: "折り返し約束あり"
    }
    ReasonCooling {
        en: "waiting for the next try",
        ja: "再架電待ち"
    }
    ReasonGap {
        en: "rung a moment ago",
        ja: "直前に架電済み"
    }
    ReasonPerDay {
        en: "rung often enough today",
        ja: "本日の上限に到達"
    }
    ReasonHours {
        en: "outside calling hours",
        ja: "架電時間外"
    }
    ReasonNotAgreed {
        en: "did not agree to calls",
        ja: "架電の同意なし"
    }
    ReasonComplaint {
        en: "an open complaint",
        ja: "クレーム対応中"
    }
    ComplaintStops {
        en: "An open complaint: J opens it; close it there, or allow calls with a reason",
        ja: "クレーム対応中です。J で開き、完了にするか、理由を付けて架電可にしてください"
    }
    NotAgreed {
        en: "they must agree first, and have not; `salesdesk consent give` takes a yes down",
        ja: "同意が必要ですが、まだありません。`salesdesk consent give` で記録できます"
    }
    AgreementEnded {
        en: "their consent ended on {day}",
        ja: "同意は {day} で終わっています"
    }
    ReasonPart {
        en: "last tried at this time of day",
        ja: "前回と同じ時間帯"
    }
    WhyCallbackDue {
        en: "callback due, {when}",
        ja: "約束の再架電 {when}"
    }
    WhyCallbackOpen {
        en: "callback without a time",
        ja: "日時未定の再架電"
    }
    WhyHot {
        en: "promising",
        ja: "有望"
    }
    WhyFresh {
        en: "never tried",
        ja: "未架電"
    }
    WhyRetry {
        en: "to be tried again since {when}",
        ja: "再架電可 {when}"
    }
    WhyAgain {
        en: "was put off, {when}",
        ja: "後回し {when}"
    }
    UntilWhen {
        en: "until {when}",
        ja: "{when} まで"
    }
    MakingList {
        en: "making the list, {n}%",
        ja: "リストを作成中 {n}%"
    }
    NewListOf {
        en: "new list: {query} ({n})",
        ja: "新しいリスト: {query}（{n}件）"
    }
    CalledOf {
        en: "{n} of {of} called",
        ja: "{n} / {of} 架電済み"
    }
    InboundExample {
        en: "digits of the number, or a name",
        ja: "電話番号の一部、または名前"
    }
    InboundNobody {
        en: "nobody; Enter makes a new customer of number and name",
        ja: "該当なし。番号と名前を入力して Enter で新規登録"
    }
    OnceMoreOverrides {
        en: "the rules say not now; the same key once more calls all the same, and is noted",
        ja: "今は架電対象外です。もう一度押すと架電し、例外として記録します"
    }
    NoScript {
        en: "this list has no script",
        ja: "このリストにはスクリプトがありません"
    }
    KeyDayReport {
        en: "day's summary",
        ja: "日報"
    }
    KeyCopyText {
        en: "copy as text",
        ja: "テキストでコピー"
    }
    KeyCopyMarkdown {
        en: "copy as Markdown",
        ja: "Markdownでコピー"
    }
    NothingToCopy {
        en: "nothing to copy here",
        ja: "コピーできる内容がありません"
    }
    KeyRaiseReach {
        en: "got further: reach +1",
        ja: "到達を1段上げる"
    }
    ReachIs {
        en: "reach {n}",
        ja: "到達{n}"
    }
    ReachDoesNotFit {
        en: "a call that ended so cannot have got as far as {n}",
        ja: "この結果では到達{n}になりません"
    }
    KeyLiveList {
        en: "as a live list",
        ja: "自動更新リストにする"
    }
    KeyClaim {
        en: "claim the next 20",
        ja: "次の20件を確保"
    }
    ClaimedNext {
        en: "claimed {n} on {name}",
        ja: "{name} の {n}件を確保しました"
    }
    NobodyLeftToClaim {
        en: "nobody on this list is left to claim",
        ja: "このリストに確保できる顧客は残っていません"
    }
    LiveNeedsSearch {
        en: "a live list follows a search: search (/) first, then w and l",
        ja: "自動更新リストは検索条件から作ります。先に / で検索してください"
    }
    PastedAt {
        en: "pasted {when}",
        ja: "貼り付け {when}"
    }
    NobodyToList {
        en: "nobody would be on that list; it was not made",
        ja: "対象の顧客がいないため、リストを作りませんでした"
    }
    LinesNameNobody {
        en: "{n} pasted lines name nobody",
        ja: "顧客が見つからない行 {n}件"
    }
    NoLists {
        en: "No call list yet. Search for customers with / and press w: that makes a list of those found. Or paste numbers or names here, one a line.",
        ja: "架電リストがありません。/ で顧客を検索して w を押すと、結果がリストになります。番号や名前を1行に1件ずつここに貼り付けても作れます。"
    }
    ListIsGone {
        en: "that call list is not there any more",
        ja: "この架電リストは削除されています"
    }
    FirstOnTheTrail {
        en: "nobody came before",
        ja: "これより前はありません"
    }
    WhyPutOff {
        en: "put off twice already: why again? Enter saves",
        ja: "すでに2回後回しにしています。理由を入力して Enter で保存"
    }
    ContextNoteLine {
        en: "The line",
        ja: "入力行"
    }
    ContextTagLine {
        en: "A tag",
        ja: "タグ"
    }
    ContextChannel {
        en: "A choice",
        ja: "選択"
    }
    ContextForm {
        en: "A form",
        ja: "フォーム"
    }
    ContextReports {
        en: "The reports",
        ja: "レポート"
    }
    ContextReportLine {
        en: "A line over a report",
        ja: "レポートの入力行"
    }
    ContextReportFile {
        en: "The file a report goes to",
        ja: "レポートの書き出し先"
    }
    ContextOpened {
        en: "The calls of a figure",
        ja: "数字の内訳"
    }
    KeyReports {
        en: "reports",
        ja: "レポート"
    }
    KeyOpenFigure {
        en: "what it counts",
        ja: "内訳"
    }
    KeyNextReport {
        en: "next",
        ja: "次へ"
    }
    KeyPreviousReport {
        en: "the one before",
        ja: "前へ"
    }
    KeyNextSpan {
        en: "days",
        ja: "期間"
    }
    KeyTypeDays {
        en: "type days",
        ja: "期間を入力"
    }
    KeyTypeCross {
        en: "other fields",
        ja: "項目を選ぶ"
    }
    TabDay {
        en: "day",
        ja: "日報"
    }
    TabCross {
        en: "cross",
        ja: "クロス集計"
    }
    ReportOfNoDay {
        en: "Customers are counted as they are today: no days to choose",
        ja: "顧客数は現在の状態で数えるため、期間はありません"
    }
    ReportNoCross {
        en: "Fields are chosen on page 7, cross",
        ja: "項目を選べるのは 7 クロス集計です"
    }
    TypeCrossTitle {
        en: "Which field by which",
        ja: "集計する項目"
    }
    TypeCrossExample {
        en: "industry rank   region activity.outcome count:calls",
        ja: "業種 rank   都道府県 activity.outcome count:calls"
    }
    TypeCrossSays {
        en: "The rows, the columns if any, and what is counted: {values}",
        ja: "行の項目、列の項目（省略可）、集計する値: {values}"
    }
    NotThisCross {
        en: "Nothing is counted by \"{given}\". Fields such as industry, source, tag, deal.stage, purchase.product, activity.outcome, or one of your own.",
        ja: "「{given}」では集計できません。industry、source、tag、deal.stage、purchase.product、activity.outcome、または独自項目を入力してください。"
    }
    NotOfThisCross {
        en: "{given} is not of what is counted ({value}): leave {value} out, or count customers.",
        ja: "{given} は集計対象（{value}）の項目ではありません。{value} を外すか、count:customers にしてください。"
    }
    MoreThanACross {
        en: "\"{given}\" is too much: rows, columns, and one of {values}",
        ja: "「{given}」は余分です。行、列、そして次のどれか: {values}"
    }
    ReportDealCount {
        en: "{n} deals",
        ja: "商談{n}件"
    }
    ReportLineCount {
        en: "{n} purchase lines",
        ja: "購入明細{n}件"
    }
    KeyTypeWhose {
        en: "narrow",
        ja: "絞り込み"
    }
    KeyWriteReport {
        en: "write",
        ja: "書き出し"
    }
    KeyTakeLine {
        en: "take it",
        ja: "確定"
    }
    TypeDaysTitle {
        en: "Which days",
        ja: "期間"
    }
    TypeDaysExample {
        en: "2026-11-01..2026-11-15, 2026-10, 2026",
        ja: "2026-11-01..2026-11-15、2026-10、2026"
    }
    TypeDaysSays {
        en: "One date, month or year is all of its days; two are the first and the last. Empty: this month.",
        ja: "日付・月・年を 1 つならその全日、2 つなら最初と最後の日。空なら今月に戻ります。"
    }
    TypeWhoseTitle {
        en: "Customers who answer",
        ja: "対象の顧客"
    }
    TypeWhoseExample {
        en: "rank:A  source:web  industry:IT",
        ja: "ランク:A  流入経路:Web  業種:IT"
    }
    TypeWhoseSays {
        en: "As on the search line: only what these customers were called, sold or offered counts. Empty: everybody.",
        ja: "検索と同じ書き方。この条件に当たる顧客の架電・購入・商談だけを数えます。空なら全員。"
    }
    WriteReportTitle {
        en: "Write this report to",
        ja: "このレポートの書き出し先"
    }
    WriteReportSays {
        en: "The ending says how: .html .md .txt .csv .xlsx .json. The file is for your eyes only.",
        ja: "拡張子が形式です: .html .md .txt .csv .xlsx .json。本人だけが読めるファイルになります。"
    }
    WritingReport {
        en: "writing",
        ja: "書き出し中"
    }
    ReportEndings {
        en: "a report is written as .html, .md, .txt, .csv, .xlsx or .json; give the name one of these endings",
        ja: "レポートの形式は .html .md .txt .csv .xlsx .json です。いずれかの拡張子を付けてください"
    }
    NothingToWrite {
        en: "There is nothing in this report to write",
        ja: "書き出す内容がありません"
    }
    NotTheseDays {
        en: "`{given}` is no date; write one such as 2026-11-21, 2026-11 or 2026, or Esc to leave the days as they are",
        ja: "「{given}」は日付ではありません。2026-11-21、2026-11、2026 のように書くか、Esc で元のままにします"
    }
    DaysBackwards {
        en: "{from} comes after {to}; the earlier day first, or Esc to leave the days as they are",
        ja: "{from} が {to} より後です。早い日を先に書くか、Esc で元のままにします"
    }
    NotThisFilter {
        en: "`{given}` means nothing as a filter; mend it, or Esc to leave the report as it is",
        ja: "「{given}」は絞り込みとして読めません。直すか、Esc で元のままにします"
    }
    WhereMeansNothing {
        en: "--where: `{given}` means nothing as a filter; `salesdesk man` lists the filters",
        ja: "--where: 「{given}」は絞り込みとして読めません。書き方は `salesdesk man` にあります"
    }
    SpanTyped {
        en: "typed",
        ja: "指定"
    }
    ReportOtherCustomers {
        en: "/ takes other customers.",
        ja: "/ で絞り込みを変えられます。"
    }
    KeyNextBy {
        en: "laid by",
        ja: "分類"
    }
    KeyNextFigure {
        en: "next figure",
        ja: "右の数字"
    }
    KeyPreviousFigure {
        en: "figure before",
        ja: "左の数字"
    }
    KeyToReport {
        en: "back",
        ja: "戻る"
    }
    TabCalls {
        en: "calls",
        ja: "架電"
    }
    TabFunnel {
        en: "funnel",
        ja: "ファネル"
    }
    TabBestTime {
        en: "best time",
        ja: "時間帯"
    }
    TabPipeline {
        en: "pipeline",
        ja: "パイプライン"
    }
    TabCustomers {
        en: "customers",
        ja: "顧客"
    }
    SpanToday {
        en: "today",
        ja: "今日"
    }
    SpanWeek {
        en: "this week",
        ja: "今週"
    }
    SpanMonth {
        en: "this month",
        ja: "今月"
    }
    SpanQuarter {
        en: "this quarter",
        ja: "今四半期"
    }
    SpanYear {
        en: "this year",
        ja: "今年"
    }
    SpanAll {
        en: "all",
        ja: "全期間"
    }
    ReportOtherDays {
        en: "p takes other days, d those you type.",
        ja: "p で期間を切り替え、d で入力します。"
    }
    ReportOtherDay {
        en: "d takes another day.",
        ja: "d で別の日を入力します。"
    }
    ReportEveryones {
        en: "m takes everyone's.",
        ja: "m で全員に切り替えます。"
    }
    ReportBuyerCount {
        en: "{n} customers",
        ja: "{n} 件"
    }
    BuyerOrders {
        en: "orders {n}",
        ja: "注文 {n}"
    }
    ReportCallCount {
        en: "{n} calls",
        ja: "{n} 件"
    }
    ReportLaidOnly {
        en: "This page is laid apart in one way only",
        ja: "このページの分類は1通りだけです"
    }
    ReportOfAll {
        en: "This page is of everyone",
        ja: "このページは全員分です"
    }
    ReportOfOneDay {
        en: "This is of one day: d types another",
        ja: "1日分です。d で別の日を入力します"
    }
    EscComesBack {
        en: "Esc comes back to where you were",
        ja: "Esc で元の画面に戻ります"
    }
    ContextBoard {
        en: "The board of deals",
        ja: "商談ボード"
    }
    KeyBoard {
        en: "board of deals",
        ja: "商談ボード"
    }
    KeyMoveOn {
        en: "stage on",
        ja: "進める"
    }
    KeyMoveBack {
        en: "stage back",
        ja: "戻す"
    }
    KeyLose {
        en: "lost",
        ja: "失注"
    }
    KeyNextOrder {
        en: "order",
        ja: "並び"
    }
    KeyNextPipeline {
        en: "pipeline",
        ja: "パイプライン"
    }
    OnlyPipeline {
        en: "There is only this pipeline; `salesdesk pipeline add` makes another",
        ja: "パイプラインはこれだけです。`salesdesk pipeline add` で追加できます"
    }
    KeyNextStage {
        en: "next stage",
        ja: "次のフェーズ"
    }
    KeyPreviousStage {
        en: "stage before",
        ja: "前のフェーズ"
    }
    NoStageBeyond {
        en: "no stage further that way: x loses the deal, e changes it",
        ja: "その先のフェーズはありません。x で失注、e で変更します"
    }
    BoardEmpty {
        en: "No deals of yours. N on a customer adds one, m shows everyone's.",
        ja: "自分の商談はありません。顧客で N を押すと追加、m で全員分を表示します"
    }
    BoardEmptyForAll {
        en: "No deals yet. N on a customer adds one, I imports a file of them.",
        ja: "商談はまだありません。顧客で N を押すと追加、I でファイルから取り込めます"
    }
    BoardByClose {
        en: "by day",
        ja: "予定日順"
    }
    BoardByAmount {
        en: "by amount",
        ja: "金額順"
    }
    BoardByAge {
        en: "by age",
        ja: "滞留順"
    }
    BoardOpen {
        en: "{n} open  {amount}",
        ja: "進行中 {n}件  {amount}"
    }
    BoardCommit {
        en: "commit {amount}",
        ja: "確実 {amount}"
    }
    BoardBest {
        en: "best case {amount}",
        ja: "最良 {amount}"
    }
    BoardWeighted {
        en: "weighted {amount}",
        ja: "加重 {amount}"
    }
    BoardEnded {
        en: "last {n} days",
        ja: "直近{n}日"
    }
    BoardStands {
        en: "{n} d here",
        ja: "滞留{n}日"
    }
    BoardStale {
        en: "waits too long",
        ja: "停滞"
    }
    BoardClose {
        en: "close {day}",
        ja: "予定 {day}"
    }
    BoardEndedOn {
        en: "ended {day}",
        ja: "終了 {day}"
    }
    BoardTryAgain {
        en: "t sets the day to try again",
        ja: "t で掘り起こし日を設定"
    }
    BoardTryOn {
        en: "try again {day}",
        ja: "掘り起こし {day}"
    }
    BoardMore {
        en: "{n} more",
        ja: "ほか{n}件"
    }
    WinBackOf {
        en: "when to try again: {name}",
        ja: "掘り起こし日: {name}"
    }
    ContextAgenda {
        en: "The agenda",
        ja: "予定"
    }
    ContextPalette {
        en: "Everything by name",
        ja: "すべての操作"
    }
    ContextReading {
        en: "A page to read",
        ja: "閲覧"
    }
    ContextImport {
        en: "Import",
        ja: "取り込み"
    }
    ContextExport {
        en: "Export",
        ja: "書き出し"
    }
    ContextDraft {
        en: "Unfinished",
        ja: "書きかけ"
    }
    ContextGlobal {
        en: "Anywhere but in text",
        ja: "文字入力以外のどこでも"
    }
    ContextAlways {
        en: "Anywhere",
        ja: "どこでも"
    }

    // Words for keys, as short as the bottom line asks.
    KeyCall {
        en: "call",
        ja: "電話"
    }
    KeyMail {
        en: "mail",
        ja: "メール"
    }
    KeyNote {
        en: "note",
        ja: "メモ"
    }
    KeyDeal {
        en: "deal",
        ja: "商談"
    }
    KeyNextStep {
        en: "next step",
        ja: "次の予定"
    }
    KeyAgenda {
        en: "agenda",
        ja: "予定一覧"
    }
    KeyEdit {
        en: "edit",
        ja: "編集"
    }
    KeySearch {
        en: "search",
        ja: "検索"
    }
    KeyUndo {
        en: "undo",
        ja: "取り消し"
    }
    KeyRedo {
        en: "redo",
        ja: "やり直し"
    }
    KeyVisit {
        en: "visit",
        ja: "訪問"
    }
    KeyOtherChannel {
        en: "other channel",
        ja: "他の手段"
    }
    KeyDial {
        en: "dial",
        ja: "発信"
    }
    KeyCopyNumber {
        en: "copy the number",
        ja: "番号をコピー"
    }
    KeyAddCustomer {
        en: "new customer",
        ja: "顧客を追加"
    }
    KeyEditCustomer {
        en: "edit the customer",
        ja: "顧客を編集"
    }
    KeyAddPerson {
        en: "new person",
        ja: "担当者を追加"
    }
    KeyAddContactPoint {
        en: "new number or address",
        ja: "連絡先を追加"
    }
    KeyAddDeal {
        en: "new deal",
        ja: "商談を追加"
    }
    KeyAddLine {
        en: "add a line to the deal",
        ja: "商談に明細を追加"
    }
    KeyAddStop {
        en: "add somebody to the decision route",
        ja: "決裁ルートに追加"
    }
    KeyAddSubscription {
        en: "new subscription",
        ja: "契約を追加"
    }
    NoOpenDeal {
        en: "There is no open deal",
        ja: "進行中の商談がありません"
    }
    NobodyForRoute {
        en: "Nobody is known there who is not on the route",
        ja: "決裁ルートに加える担当者がいません"
    }
    ProductIs {
        en: "{name} {price}",
        ja: "{name} {price}"
    }
    ProductOffered {
        en: "{key} takes {name} {price}",
        ja: "{key} で {name} {price}"
    }
    SimilarBefore {
        en: "like: {text}",
        ja: "類似: {text}"
    }
    TagsOffered {
        en: "offered: {tags}",
        ja: "候補: {tags}"
    }
    KeyRank {
        en: "rank",
        ja: "ランク"
    }
    KeyTag {
        en: "tag on or off",
        ja: "タグの付け外し"
    }
    KeyBlock {
        en: "do not call, or lift that",
        ja: "架電禁止・解除"
    }
    KeyHistory {
        en: "history",
        ja: "変更履歴"
    }
    KeyImport {
        en: "import a file",
        ja: "ファイルを取り込む"
    }
    KeyExport {
        en: "export those found",
        ja: "検索結果を書き出す"
    }
    KeyOtherFormat {
        en: "other format",
        ja: "形式を変える"
    }
    KeySwitchLanguage {
        en: "日本語",
        ja: "English"
    }
    KeyQuit {
        en: "quit",
        ja: "終了"
    }
    KeyDown {
        en: "down",
        ja: "下へ"
    }
    KeyUp {
        en: "up",
        ja: "上へ"
    }
    KeyPageDown {
        en: "page down",
        ja: "次のページ"
    }
    KeyPageUp {
        en: "page up",
        ja: "前のページ"
    }
    KeyFirst {
        en: "first",
        ja: "先頭"
    }
    KeyLast {
        en: "last",
        ja: "末尾"
    }
    KeyFocusDetail {
        en: "to the customer",
        ja: "詳細へ"
    }
    KeyFocusList {
        en: "to the list",
        ja: "一覧へ"
    }
    KeyClearSearch {
        en: "clear",
        ja: "クリア"
    }
    KeyToList {
        en: "to the list",
        ja: "一覧へ"
    }
    KeyOpenItem {
        en: "open",
        ja: "開く"
    }
    KeyFinish {
        en: "done",
        ja: "完了"
    }
    KeyDelete {
        en: "delete",
        ja: "削除"
    }
    KeyNextNumber {
        en: "next number",
        ja: "次の番号"
    }
    KeyNextRank {
        en: "next rank",
        ja: "次のランク"
    }
    KeyClose {
        en: "back",
        ja: "戻る"
    }
    KeySave {
        en: "save",
        ja: "保存"
    }
    KeyEditOutside {
        en: "editor",
        ja: "エディタ"
    }
    KeyNextField {
        en: "next field",
        ja: "次の項目"
    }
    KeyPreviousField {
        en: "previous field",
        ja: "前の項目"
    }
    KeyNextChoice {
        en: "next choice",
        ja: "次の候補"
    }
    KeyPreviousChoice {
        en: "previous choice",
        ja: "前の候補"
    }
    KeyOpenCustomer {
        en: "open",
        ja: "開く"
    }
    KeySetTime {
        en: "when",
        ja: "日時"
    }
    KeyEveryones {
        en: "mine/all",
        ja: "自分/全員"
    }
    KeySnooze1h {
        en: "+1h",
        ja: "+1時間"
    }
    KeySnooze1d {
        en: "+1d",
        ja: "+1日"
    }
    KeySnooze3d {
        en: "+3d",
        ja: "+3日"
    }
    KeySnooze7d {
        en: "+7d",
        ja: "+7日"
    }
    KeyRun {
        en: "do it",
        ja: "実行"
    }
    KeyGoOn {
        en: "go on",
        ja: "進む"
    }
    KeyDiscard {
        en: "discard",
        ja: "破棄"
    }
    KeyLater {
        en: "later",
        ja: "あとで"
    }
    KeyPalette {
        en: "everything",
        ja: "全操作"
    }
    KeyHelp {
        en: "help",
        ja: "ヘルプ"
    }
    KeyRedraw {
        en: "redraw",
        ja: "再描画"
    }
    KeySuspend {
        en: "suspend",
        ja: "中断"
    }
    KeyCancel {
        en: "cancel, leave",
        ja: "中止・終了"
    }

    // Why something cannot be done.
    NoCustomer {
        en: "No customer is selected",
        ja: "顧客が選ばれていません"
    }
    StillReading {
        en: "Still reading; a moment",
        ja: "読み込み中です"
    }
    NoNumber {
        en: "No number to call: + adds one",
        ja: "電話番号がありません。+ で追加できます"
    }
    NumberIsDead {
        en: "This number does not work any more",
        ja: "この番号は使えません"
    }
    LiftNeedsWords {
        en: "Say why the block is lifted",
        ja: "解除する理由を入力してください"
    }
    NoOtherNumber {
        en: "There is no other number",
        ja: "他の番号はありません"
    }
    NotANextStep {
        en: "Select a next step first: Tab, then down",
        ja: "先に予定を選んでください（Tab と j）"
    }
    NothingSelected {
        en: "Nothing is selected",
        ja: "何も選ばれていません"
    }
    NoRankToChoose {
        en: "This outcome asks for no rank",
        ja: "この結果にはランクがありません"
    }
    NoSuchOutcome {
        en: "No outcome has that key",
        ja: "そのキーの結果はありません"
    }
    NotAChoice {
        en: "That is not one of the choices",
        ja: "その候補はありません"
    }
    NothingWritten {
        en: "Nothing is written yet",
        ja: "まだ何も書かれていません"
    }
    NotSavedYet {
        en: "Not saved yet: see below",
        ja: "まだ保存していません。下をご覧ください"
    }
    CardNumberRefused {
        en: "That looks like a card number, which is never stored",
        ja: "カード番号らしき数字は保存できません"
    }
    ImeIsOn {
        en: "Japanese input is on",
        ja: "日本語入力がオンです"
    }

    // The header.
    Customers {
        en: "{n} customers",
        ja: "顧客 {n} 件"
    }
    OneCustomer {
        en: "1 customer",
        ja: "顧客 1 件"
    }
    OneCallToday {
        en: "1 call today",
        ja: "本日の架電 1 件"
    }
    Demo {
        en: "demo",
        ja: "デモ"
    }
    CallsToday {
        en: "{n} calls today",
        ja: "本日の架電 {n} 件"
    }
    DueNow {
        en: "{n} due",
        ja: "期限 {n} 件"
    }

    StepsFellDue {
        en: "{n} due: {when}",
        ja: "予定の時刻です（{n} 件、{when}）"
    }
    StepFellDue {
        en: "due {when}: {name}",
        ja: "予定の時刻です: {when} {name}"
    }

    // The list.
    SearchPlaceholder {
        en: "name, number, mail, tag: due:",
        ja: "名前、番号、メール、タグ: 期限:"
    }
    NothingFound {
        en: "Nobody found for \"{what}\". Esc clears, then A adds a customer.",
        ja: "「{what}」は見つかりません。Esc でクリア、続けて A で顧客を追加"
    }
    NotReadyYet {
        en: "Nobody begins with \"{what}\". The search is being made ready; until then it knows only how names, readings, numbers and codes begin.",
        ja: "「{what}」で始まる顧客はいません。検索の準備中のため、今は名前・読み・番号・コードの先頭だけで探せます。"
    }
    SearchBeingMade {
        en: "getting search ready {n}%",
        ja: "検索を準備中 {n}%"
    }
    SearchInMemory {
        en: "The search cannot be kept beside the book, so it takes memory instead. {why}",
        ja: "検索用ファイルを置けないため、メモリ上で検索します。{why}"
    }
    EmptyBook {
        en: "An empty book: T sets it up for a trade, I imports a list, A adds a customer, `salesdesk demo` shows one filled.",
        ja: "まだ空です。T で業種テンプレート、I でリストの取り込み、A で顧客の追加。`salesdesk demo` で見本が開きます"
    }
    New {
        en: "new",
        ja: "新規"
    }
    Blocked {
        en: "DO NOT CALL",
        ja: "架電禁止"
    }

    // The page.
    SectionNext {
        en: "next",
        ja: "予定"
    }
    SectionPeople {
        en: "people",
        ja: "担当者"
    }
    SectionDeals {
        en: "deals",
        ja: "商談"
    }
    SectionPurchases {
        en: "bought",
        ja: "購入"
    }
    PurchasesInAll {
        en: "{n} in all",
        ja: "全{n}件"
    }
    SectionHistory {
        en: "timeline",
        ja: "履歴"
    }
    SectionNumbers {
        en: "reach",
        ja: "連絡先"
    }
    SectionTags {
        en: "tags",
        ja: "タグ"
    }
    RankIs {
        en: "rank {rank}",
        ja: "ランク {rank}"
    }
    Mine {
        en: "mine",
        ja: "自分"
    }
    BlockedCalls {
        en: "do not call",
        ja: "架電禁止"
    }
    BlockedChannel {
        en: "no contact by {channel}",
        ja: "{channel}での連絡禁止"
    }
    BlockedEverywhere {
        en: "no contact",
        ja: "連絡禁止"
    }
    ErasedAddress {
        en: "(erased)",
        ja: "（消去済み）"
    }
    BlockedUntil {
        en: " until {day}",
        ja: "（{day} まで）"
    }
    BlockPlan {
        en: "Enter: {what}",
        ja: "Enter で登録: {what}"
    }
    BlockExample {
        en: "why, and until when if not for good: asks us to wait until april",
        ja: "理由と期限。期限がなければ無期限（例: 4月まで連絡不要とのこと）"
    }
    LiftExample {
        en: "why it is lifted: asked us to call again",
        ja: "解除する理由（例: 先方から連絡の依頼あり）"
    }
    LiftPlan {
        en: "Enter lifts: {what}",
        ja: "Enter で解除: {what}"
    }
    NoNextStep {
        en: "no next step: t adds one",
        ja: "予定なし（t で追加）"
    }
    NothingHappened {
        en: "nothing logged yet: c logs a call",
        ja: "記録なし（c で電話を記録）"
    }
    Attempt {
        en: "attempt {n}/{of}",
        ja: "架電 {n}/{of}"
    }
    More {
        en: "{n} more",
        ja: "他 {n} 件"
    }
    Employees {
        en: "{n} staff",
        ja: "従業員 {n}"
    }
    ClosesIn {
        en: "books close in month {n}",
        ja: "{n}月決算"
    }
    Closes {
        en: "closes {day}",
        ja: "{day} 受注予定"
    }
    Overdue {
        en: "overdue",
        ja: "超過"
    }

    // Logging.
    LogOf {
        en: "{channel} {name}",
        ja: "{channel} {name}"
    }
    HowDidItEnd {
        en: "How did it end?",
        ja: "どうでしたか"
    }
    NextWillBe {
        en: "next step {when}",
        ja: "次の予定 {when}"
    }
    NextByRule {
        en: "next step {when} (by rule)",
        ja: "次の予定 {when}（規定）"
    }
    NextUndated {
        en: "next step without a date: say when, such as +2h or tomorrow 3pm",
        ja: "次の予定の日時が未定です（例: +2h、明日15時）"
    }
    DealWillBe {
        en: "deal {what}",
        ja: "商談 {what}"
    }
    NewDealWillBe {
        en: "new deal {what}",
        ja: "新しい商談 {what}"
    }
    WasAmount {
        en: "was {what}",
        ja: "以前 {what}"
    }
    BackdatedTo {
        en: "happened {when}",
        ja: "{when} の出来事"
    }
    RankWillBe {
        en: "rank {rank}",
        ja: "ランク{rank}"
    }
    SuccessorWillBe {
        en: "{name} follows",
        ja: "後任 {name}"
    }
    MaterialWillBe {
        en: "material to be sent",
        ja: "資料を送付"
    }
    BlockWillBe {
        en: "blocks this customer",
        ja: "この顧客を架電禁止にします"
    }
    EnterSaves {
        en: "Enter saves",
        ja: "Enter で保存"
    }
    Saving {
        en: "saving",
        ja: "保存中"
    }
    TagOn {
        en: "Enter puts the tag on",
        ja: "Enter でタグを付ける"
    }
    TagOff {
        en: "Enter takes the tag off",
        ja: "Enter でタグを外す"
    }
    StepExample {
        en: "what, and when: send the quote tomorrow 3pm",
        ja: "内容と日時（例: 見積を送る 明日15時）"
    }
    CallBlocked {
        en: "Blocked: this number is not dialled",
        ja: "架電禁止のため発信しません"
    }

    // Forms.
    FormNew {
        en: "new {what}",
        ja: "{what}の追加"
    }
    FormEdit {
        en: "edit {what}",
        ja: "{what}の編集"
    }
    ChoiceHint {
        en: "space or left/right changes",
        ja: "スペース・左右で切り替え"
    }
    Phone {
        en: "Phone",
        ja: "電話番号"
    }
    MailAddress {
        en: "Mail",
        ja: "メール"
    }

    // The agenda.
    Agenda {
        en: "agenda",
        ja: "予定"
    }
    AgendaEmpty {
        en: "Nothing is waiting. t on a customer adds a next step, m shows everyone's.",
        ja: "予定はありません。顧客で t を押すと追加、m で全員分を表示します"
    }
    SectionOverdue {
        en: "overdue",
        ja: "期限超過"
    }
    SectionToday {
        en: "today",
        ja: "今日"
    }
    SectionLater {
        en: "later",
        ja: "これから"
    }
    SectionUndated {
        en: "no date",
        ja: "日時未定"
    }
    SectionOrphans {
        en: "live prospects without a next step",
        ja: "次の予定がない見込み客"
    }
    MineAndNobodys {
        en: "mine",
        ja: "自分"
    }
    Everyones {
        en: "everyone's",
        ja: "全員"
    }
    MoveExample {
        en: "when: +2h, tomorrow 3pm, fri 10:00",
        ja: "日時（例: +2h、明日15時、金曜10時）"
    }
    MoveOf {
        en: "another time for {name}: {what}",
        ja: "{name} の日時変更: {what}"
    }
    NotATime {
        en: "That is no time to come: say when, such as +2h or tomorrow 3pm",
        ja: "これからの日時として読めません（例: +2h、明日15時）"
    }
    MovedTimes {
        en: "moved {n}x",
        ja: "{n} 回延期"
    }

    // Reading.
    Help {
        en: "keys here",
        ja: "ここで使えるキー"
    }
    History {
        en: "history of {name}",
        ja: "{name} の変更履歴"
    }
    Palette {
        en: "everything",
        ja: "すべての操作"
    }
    NoSuchAction {
        en: "No action is called that",
        ja: "その名前の操作はありません"
    }
    DraftsFound {
        en: "{n} unfinished from before: Enter goes on, X discards, Esc keeps",
        ja: "書きかけが {n} 件あります。Enter で再開、X で破棄、Esc で保持"
    }
    Loading {
        en: "reading",
        ja: "読み込み中"
    }
    Unknown {
        en: "(unknown)",
        ja: "（不明）"
    }

    // News.
    SavedDeed {
        en: "Saved: {what} (u takes it back)",
        ja: "保存しました: {what}（u で取り消し）"
    }
    SavedOrphaned {
        en: "Saved: {what}. No next step now: t adds one (u takes it back)",
        ja: "保存しました: {what}。次の予定がありません（t で追加、u で取り消し）"
    }
    CopiedNumber {
        en: "{number} sent to your clipboard",
        ja: "{number} をクリップボードへ送りました"
    }
    DialledNumber {
        en: "calling {number}",
        ja: "{number} に発信しています"
    }

    // Export.
    ExportOfAll {
        en: "export all {n} customers to a file",
        ja: "全 {n} 件の顧客をファイルに書き出す"
    }
    ExportOf {
        en: "export {n} customers found by {query} to a file",
        ja: "「{query}」の検索結果 {n} 件をファイルに書き出す"
    }
    ExportEndings {
        en: "end the name in .csv .xlsx .vcf .ics .tsv or .jsonl",
        ja: "ファイル名の末尾を .csv .xlsx .vcf .ics .tsv .jsonl のいずれかにしてください"
    }
    ExportCsv {
        en: "CSV: a customer a row, for spreadsheets and other programs",
        ja: "CSV：1行1顧客。表計算や他のソフト向け"
    }
    ExportXlsx {
        en: "workbook: customers, people, deals, purchases, activities, next steps",
        ja: "ワークブック：顧客・担当者・商談・購入・活動・次の予定"
    }
    ExportVcf {
        en: "address cards: a card a person, for phones and mail programs",
        ja: "アドレスカード：1人1枚。スマートフォンやメールソフト向け"
    }
    ExportIcs {
        en: "calendar: open next steps",
        ja: "カレンダー：未完了の次の予定"
    }
    ExportTsv {
        en: "TSV: as CSV, with tabs",
        ja: "TSV：CSV のタブ区切り"
    }
    ExportJsonl {
        en: "JSON Lines: the whole book, nothing lost",
        ja: "JSON Lines：台帳全体をそのまま"
    }
    ExportExists {
        en: "a file of that name is there; Enter writes over it",
        ja: "同じ名前のファイルがあります。Enter で上書きします"
    }
    ExportDone {
        en: "{n} customers written; the file holds personal data, readable by you alone",
        ja: "{n} 件を書き出しました。個人情報を含みます（本人のみ読み取り可）"
    }
    // Import.
    ImportPath {
        en: "file to import",
        ja: "取り込むファイル"
    }
    ImportReading {
        en: "reading the file",
        ja: "ファイルを読んでいます"
    }
    ImportWriting {
        en: "importing",
        ja: "取り込み中"
    }
    ImportDone {
        en: "imported",
        ja: "取り込みました"
    }

    // What an import makes of rows.
    EndNew {
        en: "new",
        ja: "新規"
    }
    EndUpdate {
        en: "update",
        ja: "更新"
    }
    EndSame {
        en: "same",
        ja: "変更なし"
    }
    EndSkipped {
        en: "skipped",
        ja: "見送り"
    }
    EndAlike {
        en: "duplicate?",
        ja: "重複?"
    }
    EndRejected {
        en: "reject",
        ja: "除外"
    }
    AboutCustomers {
        en: "customers",
        ja: "顧客"
    }
    AboutPeople {
        en: "people",
        ja: "担当者"
    }
    AboutDeals {
        en: "deals",
        ja: "商談"
    }
    AboutPurchases {
        en: "purchases",
        ja: "購入"
    }
    AboutActivities {
        en: "activities",
        ja: "活動"
    }
    AboutVisits {
        en: "web visits",
        ja: "Web閲覧"
    }
    AboutSubscriptions {
        en: "subscriptions",
        ja: "契約"
    }
    AboutProducts {
        en: "products",
        ja: "商品"
    }
    AboutInquiries {
        en: "inquiries",
        ja: "問い合わせ"
    }
    AboutConsents {
        en: "consents",
        ja: "同意"
    }
    AboutMailings {
        en: "deliveries",
        ja: "配信結果"
    }
    AboutBlocks {
        en: "do-not-call numbers",
        ja: "架電禁止"
    }
    AboutReps {
        en: "reps",
        ja: "担当"
    }
    DuplicateUpdate {
        en: "fill what is empty",
        ja: "空欄を埋める"
    }
    DuplicateSkip {
        en: "leave alone",
        ja: "そのまま残す"
    }
    DuplicateOverwrite {
        en: "overwrite",
        ja: "上書き"
    }
    DuplicateNew {
        en: "make another",
        ja: "別の顧客にする"
    }
    KeyEvery {
        en: "any key",
        ja: "自動"
    }
    DatesDayFirst {
        en: "day/month/year",
        ja: "日/月/年"
    }
    DatesMonthFirst {
        en: "month/day/year",
        ja: "月/日/年"
    }
    DatesYearFirst {
        en: "year/month/day",
        ja: "年/月/日"
    }
    YearsCommon {
        en: "1969-2068",
        ja: "西暦"
    }
    YearsReiwa {
        en: "Reiwa",
        ja: "令和"
    }
    YearsHeisei {
        en: "Heisei",
        ja: "平成"
    }
    YearsShowa {
        en: "Showa",
        ja: "昭和"
    }
    LeftOut {
        en: "left out",
        ja: "取り込まない"
    }
    LabelOfNumber {
        en: "label of the number beside it",
        ja: "隣の番号の種別"
    }
    NoteSheet {
        en: "sheet {name} was read",
        ja: "シート {name} を読みました"
    }
    NoteHiddenSheet {
        en: "hidden sheet {name} was not read; S or --sheet chooses it",
        ja: "非表示のシート {name} は読んでいません（S か --sheet で選択）"
    }
    NoteOtherSheet {
        en: "sheet {name} was not read; S or --sheet chooses it",
        ja: "シート {name} は読んでいません（S か --sheet で選択）"
    }
    NoteFurigana {
        en: "furigana in the cells is not read; a column with =PHONETIC(A2) brings it in",
        ja: "セルのふりがなは読めません。=PHONETIC(A2) の列を足すと取り込めます"
    }
    NoteNoCurrency {
        en: "amounts have decimals and no currency; name it with --currency, such as USD",
        ja: "金額に小数があり通貨が書かれていません。--currency USD のように指定できます"
    }
    NoteCellErrors {
        en: "{n} cells hold an error such as {first} and count as empty",
        ja: "{n} 個のセルがエラー（{first} など）のため空として扱います"
    }
    NoteLeftOut {
        en: "{what} ({n}) is left out",
        ja: "{what}（{n} 件）は取り込みません"
    }
    LooksLike {
        en: "looks like {name}: {why}",
        ja: "{name} と同じ: {why}"
    }
    IsThere {
        en: "is there already",
        ja: "登録済み"
    }
    AsksDateOrder {
        en: "{column}: is {sample} day first or month first?",
        ja: "{column}: {sample} は日と月のどちらが先ですか"
    }
    AsksEra {
        en: "{column}: which years are those of {sample}?",
        ja: "{column}: {sample} の年はどの元号ですか"
    }

    PlanGuessed {
        en: "a guess",
        ja: "推定"
    }
    PlanHeader {
        en: "header in line {line}",
        ja: "見出しは {line} 行目"
    }
    PlanRemembered {
        en: "as remembered",
        ja: "前回の割り当て"
    }
    PlanLeftOut {
        en: "line {line} is left out: {words}",
        ja: "{line} 行目は対象外: {words}"
    }
    PlanMoreRows {
        en: "and {n} more rows; --rows shows every one",
        ja: "ほか {n} 行（--rows ですべて表示）"
    }
    ImportAlike {
        en: "{n} of the new look like customers who are there; see the duplicates",
        ja: "新規のうち {n} 件は登録済みの顧客と同じかもしれません"
    }

    // The review of an import.
    ContextReview {
        en: "Review of an import",
        ja: "取り込みの確認"
    }
    ContextReviewColumns {
        en: "Columns of a file",
        ja: "ファイルの列"
    }
    ContextReviewRows {
        en: "Rows of a file",
        ja: "ファイルの行"
    }
    ContextReviewRow {
        en: "One row of a file",
        ja: "ファイルの1行"
    }
    ContextFieldChoice {
        en: "Field of a column",
        ja: "列の項目"
    }
    ContextImportWork {
        en: "Import at work",
        ja: "取り込みの処理中"
    }
    ContextImported {
        en: "Import done",
        ja: "取り込みの結果"
    }
    KeyComplete {
        en: "complete",
        ja: "補完"
    }
    KeyChooseField {
        en: "field",
        ja: "項目"
    }
    KeyLeaveOut {
        en: "skip",
        ja: "除く"
    }
    KeyToRows {
        en: "rows",
        ja: "行へ"
    }
    KeyToColumns {
        en: "columns",
        ja: "列へ"
    }
    KeyWholeRow {
        en: "whole row",
        ja: "1行"
    }
    KeyShowAll {
        en: "all",
        ja: "すべて"
    }
    KeyRunImport {
        en: "import",
        ja: "取り込み"
    }
    KeyToImport {
        en: "to the line that imports",
        ja: "取り込みの行へ"
    }
    KeyNextEncoding {
        en: "another encoding",
        ja: "文字コードを変更"
    }
    KeyNextAbout {
        en: "what rows are about",
        ja: "行の種類を変更"
    }
    KeyNextOnDuplicate {
        en: "what to do with known customers",
        ja: "登録済みの扱いを変更"
    }
    KeyNextKey {
        en: "what customers are known by",
        ja: "照合する項目を変更"
    }
    KeyNextSheet {
        en: "another sheet",
        ja: "別のシート"
    }
    KeyNextDates {
        en: "how dates are written",
        ja: "日付の順を変更"
    }
    KeyNextRow {
        en: "next row",
        ja: "次の行"
    }
    KeyPreviousRow {
        en: "row before",
        ja: "前の行"
    }
    KeyTakeField {
        en: "choose",
        ja: "決定"
    }
    KeyStopWork {
        en: "stop",
        ja: "中止"
    }
    KeyMakeList {
        en: "call list",
        ja: "架電リスト"
    }
    KeyTakeBack {
        en: "take it back",
        ja: "取り消す"
    }
    OneSheet {
        en: "there is only one sheet",
        ja: "シートは1つだけです"
    }
    NoDoubtfulDates {
        en: "every date is clear",
        ja: "日付はすべて読めています"
    }
    NoEncoding {
        en: "this kind of file has one encoding",
        ja: "この形式に文字コードの選択はありません"
    }
    NobodyMapped {
        en: "no column says who a row is about; choose the field of one",
        ja: "誰の行か分かる列がありません。列の項目を選んでください"
    }
    DatesAskedFirst {
        en: "say first how the dates are written",
        ja: "先に日付の順を選んでください"
    }
    NothingToImport {
        en: "nothing to import: every row is known or cannot go in",
        ja: "取り込む行がありません（登録済みか除外）"
    }
    ImportedNothing {
        en: "nothing was changed",
        ja: "変更はありません"
    }
    OwnField {
        en: "own field of that name",
        ja: "この名前の独自項目"
    }
    ImportNewest {
        en: "Files here and in Downloads, the newest first; a digit opens one",
        ja: "このフォルダとダウンロードの新しいファイル（数字で開く）"
    }
    ImportNoFiles {
        en: "Nothing to import here. Type where the file is; Tab completes it",
        ja: "ここに取り込めるファイルはありません。場所を入力してください（Tab で補完）"
    }
    ImportNoSuchFiles {
        en: "No file begins like that",
        ja: "該当するファイルはありません"
    }
    ReviewRead {
        en: "{rows} rows, {percent}% read",
        ja: "{rows} 行、{percent}% 読み込み"
    }
    ReviewRowsAll {
        en: "{rows} rows",
        ja: "{rows} 行"
    }
    SettingOnDuplicate {
        en: "known",
        ja: "登録済み"
    }
    SettingKey {
        en: "by",
        ja: "照合"
    }
    SettingSheet {
        en: "sheet",
        ja: "シート"
    }
    SettingDates {
        en: "dates",
        ja: "日付"
    }
    ReviewColumns {
        en: "Columns",
        ja: "列"
    }
    ReviewRows {
        en: "Rows",
        ja: "行"
    }
    ReviewNoField {
        en: "not known",
        ja: "未定"
    }
    ReviewNoRows {
        en: "No such rows",
        ja: "該当する行はありません"
    }
    ReviewNoColumns {
        en: "A whole book: every record as it is",
        ja: "台帳全体です。すべてそのまま取り込みます"
    }
    ReviewOnlyFirst {
        en: "the first {n} of {all}",
        ja: "{all} 行中 {n} 行"
    }
    ReviewImport {
        en: "Import {rows} rows: {added} new, {updated} updated",
        ja: "{rows} 行を取り込む: 新規 {added}、更新 {updated}"
    }
    ReviewImportGrowing {
        en: "Import all: so far {added} new, {updated} updated",
        ja: "すべて取り込む: ここまで新規 {added}、更新 {updated}"
    }
    RowLine {
        en: "line {line}",
        ja: "{line} 行目"
    }
    RowOther {
        en: "Besides",
        ja: "そのほか"
    }
    DoneCounts {
        en: "{added} new, {updated} updated, {unchanged} unchanged, {rejected} rejected",
        ja: "新規 {added}、更新 {updated}、変更なし {unchanged}、除外 {rejected}"
    }
    DoneRejects {
        en: "Rejected rows are in {file}, each with its reason; mend and import it",
        ja: "除外した行と理由は {file} にあります。直して取り込めます"
    }
    DoneNothing {
        en: "Nothing was new: the book is as it was",
        ja: "新しいものはなく、台帳は変わっていません"
    }
    DoneUndo {
        en: "u takes the whole import back, w makes a call list of it",
        ja: "u で取り込み全体を取り消し、w で架電リストを作成"
    }
    DoneAlike {
        en: "{n} of the new look like customers who are there",
        ja: "新規のうち {n} 件は登録済みの顧客と同じかもしれません"
    }
    ImportTakingBack {
        en: "taking the import back",
        ja: "取り込みを取り消しています"
    }
    ImportStops {
        en: "Esc stops it and leaves everything as it was",
        ja: "Esc で中止（何も変わりません）"
    }

    // Duplicates.
    NoDuplicates {
        en: "no two customers look like one",
        ja: "重複していそうな顧客はありません"
    }
    MoreDuplicates {
        en: "{n} more pairs; --limit shows more of them",
        ja: "ほかに {n} 組あります。--limit で表示数を増やせます"
    }
    TooCommon {
        en: "too common to compare everybody with everybody: {blocks} things that {customers} customers share",
        ja: "該当者が多すぎるため総当たりしていない項目: {blocks} 件（延べ {customers} 社）"
    }

    ContextDuplicates {
        en: "Duplicates",
        ja: "重複顧客"
    }
    ContextErasing {
        en: "Erasing",
        ja: "消去"
    }
    KeyErase {
        en: "erase for good",
        ja: "完全に消去"
    }
    KeyEraseForGood {
        en: "erase, no way back",
        ja: "消去する（取り消し不可）"
    }
    ErasingTitle {
        en: "Erase {name} for good?",
        ja: "{name} を完全に消去しますか？"
    }
    ErasingGroup {
        en: "{n} customers were merged into this one; all of them go",
        ja: "統合した {n} 件をすべて消去します"
    }
    ErasingNoWayBack {
        en: "This can never be taken back, and copies from before it are removed too. Mails, sticks, exports and \
             paper are out of reach.",
        ja: "取り消せません。以前のバックアップも削除します。送ったメール、USB、書き出したファイル、紙には届きません。"
    }
    WasErased {
        en: "this customer was erased",
        ja: "この顧客は消去済みです"
    }
    ContextMerging {
        en: "Merge",
        ja: "統合"
    }
    KeyDuplicates {
        en: "duplicates",
        ja: "重複顧客（名寄せ）"
    }
    KeyMerge {
        en: "merge",
        ja: "統合"
    }
    KeyMergeNow {
        en: "merge",
        ja: "統合する"
    }
    KeyTellApart {
        en: "not the same",
        ja: "別の顧客"
    }
    KeyNextPair {
        en: "next",
        ja: "次へ"
    }
    KeyPreviousPair {
        en: "back",
        ja: "前へ"
    }
    KeyLeftOne {
        en: "left",
        ja: "左"
    }
    KeyRightOne {
        en: "right",
        ja: "右"
    }
    KeyOpenAlike {
        en: "open that one",
        ja: "既存の顧客を開く"
    }
    NobodyAlike {
        en: "nobody in the book looks like this",
        ja: "似た顧客はいません"
    }
    LastPair {
        en: "this is the last pair",
        ja: "最後の組です"
    }
    FirstPair {
        en: "this is the first pair",
        ja: "最初の組です"
    }
    NoPair {
        en: "no pair is shown",
        ja: "表示中の組がありません"
    }
    LookingForDuplicates {
        en: "looking through all customers: {n} %",
        ja: "全顧客を調べています: {n} %"
    }
    NoPairsLeft {
        en: "Every pair has been gone through",
        ja: "すべての組を確認しました"
    }
    PairOf {
        en: "{at} of {all}, {left} to go",
        ja: "{all} 組中 {at}、残り {left}"
    }
    LikenessIs {
        en: "likeness {n}",
        ja: "類似度 {n}"
    }
    Because {
        en: "because",
        ja: "根拠"
    }
    MergeWhich {
        en: "which value stays",
        ja: "どちらの値を残すか"
    }
    MergeNothing {
        en: "They say the same in every field",
        ja: "すべての項目が同じです"
    }
    AlikeKnown {
        en: "{why}: {name}",
        ja: "{why}: {name}"
    }

    // What desks wrote apart, and telling one another.
    ContextToReview {
        en: "To review",
        ja: "確認待ち"
    }
    ContextSync {
        en: "Sync",
        ja: "同期"
    }
    ContextSyncFolder {
        en: "The team's place",
        ja: "共有場所の入力"
    }
    KeyToReview {
        en: "to review",
        ja: "確認待ち"
    }
    KeyTakeOther {
        en: "take the other",
        ja: "もう一方を採用"
    }
    KeyKeepStanding {
        en: "keep",
        ja: "今のまま"
    }
    KeySync {
        en: "sync with the team",
        ja: "チームと同期"
    }
    KeySyncNow {
        en: "sync now",
        ja: "今すぐ同期"
    }
    KeyStopSync {
        en: "stop it",
        ja: "中止"
    }
    KeySyncFolder {
        en: "the team's place",
        ja: "共有場所を設定"
    }
    KeyUsePlace {
        en: "sync there",
        ja: "ここで同期"
    }
    ToReviewCount {
        en: "{n} to review",
        ja: "確認待ち {n}"
    }
    ReviewAt {
        en: "{at} of {all}",
        ja: "{all} 件中 {at}"
    }
    ReviewNone {
        en: "nothing waits for a look",
        ja: "確認待ちはありません"
    }
    ReviewIsDeleted {
        en: "deleted; bring them back first",
        ja: "削除された顧客です。先に元に戻してください"
    }
    ReviewStands {
        en: "stands",
        ja: "現在の値"
    }
    ReviewLost {
        en: "the other side",
        ja: "もう一方の値"
    }
    ReviewLeave {
        en: "leave deleted",
        ja: "削除のまま"
    }
    ReviewBring {
        en: "bring back",
        ja: "元に戻す"
    }
    ReviewEraseToo {
        en: "one of them: erase too",
        ja: "同一なら消去も"
    }
    ReviewTwo {
        en: "they are two",
        ja: "別の顧客"
    }
    ReviewOne {
        en: "they are one",
        ja: "同じ顧客"
    }
    ReviewKnown {
        en: "I know",
        ja: "確認した"
    }
    SyncPlace {
        en: "place",
        ja: "共有場所"
    }
    SyncEvery {
        en: "every {n} minutes by itself",
        ja: "{n} 分ごとに自動"
    }
    SyncByKey {
        en: "only when asked",
        ja: "手動のみ"
    }
    SyncLast {
        en: "last sync",
        ja: "前回の同期"
    }
    SyncNever {
        en: "none yet",
        ja: "まだありません"
    }
    SyncCame {
        en: "came",
        ja: "受信"
    }
    SyncCameIs {
        en: "new changes: {changes}   files read: {files}",
        ja: "新しい変更 {changes} 件   ファイル {files} 個"
    }
    SyncNothingCame {
        en: "nothing new",
        ja: "新しい変更なし"
    }
    SyncNewest {
        en: "newest {at}",
        ja: "最新 {at}"
    }
    SyncWent {
        en: "went",
        ja: "送信"
    }
    SyncWentIs {
        en: "files written: {n}",
        ja: "書き出し {n} 個"
    }
    SyncRelayed {
        en: "of other desks: {n}",
        ja: "うち他のデスクの分 {n} 個"
    }
    SyncNothingWent {
        en: "nothing to tell",
        ja: "送るものなし"
    }
    SyncWaits {
        en: "to review",
        ja: "確認待ち"
    }
    SyncNotRead {
        en: "not read",
        ja: "読めない"
    }
    SyncHeld {
        en: "held",
        ja: "保留"
    }
    SyncOnItsWay {
        en: "on its way",
        ja: "転送中"
    }
    SyncWrong {
        en: "not synced",
        ja: "同期失敗"
    }
    SyncClockIs {
        en: "clock",
        ja: "時計"
    }
    SyncRuns {
        en: "running",
        ja: "同期中"
    }
    SyncNews {
        en: "{changes} changes from {from}",
        ja: "{from} から変更 {changes} 件"
    }
    SyncNewsOne {
        en: "1 change from {from}",
        ja: "{from} から変更 1 件"
    }
    SyncAndReview {
        en: "{n} to review",
        ja: "確認待ち {n} 件"
    }
    SyncNoNews {
        en: "Synced: nothing new",
        ja: "同期しました。新しい変更はありません"
    }
    SyncNotNow {
        en: "not synced: {why}",
        ja: "同期できません: {why}"
    }
    SyncNoFolderYet {
        en: "no place is set yet",
        ja: "共有場所が未設定です"
    }
    SyncNoFolder {
        en: "no place is set yet; {key} sets the folder your team shares",
        ja: "共有場所が未設定です。{key} で、チームの共有フォルダを設定してください"
    }
    SyncExplains {
        en: "Reps who share a folder have one book in common: a network share, a stick, or any folder a service carries. Each desk writes files of its own there and reads the others'. Nothing is lost, whoever wrote first; what two wrote apart waits for a look",
        ja: "フォルダを共有する担当者どうしで、台帳の内容が同じになります。ネットワーク共有、USBメモリ、クラウドのフォルダなど、何でも使えます。各デスクは自分のファイルだけを書き、他のデスクのファイルを読みます。何も失われません。別々に書かれた項目は確認待ちに入ります"
    }
    SyncRunning {
        en: "it is running already",
        ja: "すでに同期中です"
    }
    SyncNotRunning {
        en: "no sync runs",
        ja: "同期していません"
    }
    SyncNotDemo {
        en: "the demo's book is told to nobody",
        ja: "デモの台帳は同期しません"
    }
    SyncTypePlace {
        en: "A folder that everybody of the team can reach",
        ja: "チーム全員が使えるフォルダ"
    }
    SyncOffer {
        en: "No team meets in {path} yet. Enter once more makes it your team's place",
        ja: "{path} はまだどのチームの共有場所でもありません。もう一度 Enter を押すと、あなたのチームの共有場所にします"
    }
    SyncTrying {
        en: "looking at {path} ..",
        ja: "{path} を確かめています .."
    }
    SyncNoSuchFolders {
        en: "no folder begins like that",
        ja: "該当するフォルダはありません"
    }

    // Fields of one's own, questionnaires, templates, mails.
    OwnFault {
        en: "{field}: {why}",
        ja: "{field}: {why}"
    }
    OwnSeveral {
        en: "several have a field {name}: {on}; say which with --on",
        ja: "「{name}」は {on} にあります。--on で指定してください"
    }
    NoOwnFields {
        en: "no fields of your own yet; `salesdesk field add NAME` makes one",
        ja: "独自項目はまだありません。`salesdesk field add 名前` で追加できます"
    }
    OwnTaken {
        en: "there is a field {name} already; `salesdesk field change` changes it",
        ja: "項目「{name}」はすでにあります。変更は `salesdesk field change` です"
    }
    OwnBadName {
        en: "`{given}` cannot be the name of a field: a built-in one has it, or it is empty or holds =",
        ja: "「{given}」は項目名にできません。標準の項目と同じか、空か、= を含んでいます"
    }
    OwnBadBound {
        en: "`{given}` bounds nothing: numbers, amounts and dates have a least and a most",
        ja: "「{given}」は下限・上限になりません。数値・金額・日付の項目だけに指定できます"
    }
    OwnNeedsChoices {
        en: "say what can be chosen: --choices A,B,C",
        ja: "選択肢を --choices A,B,C で指定してください"
    }
    OwnAdded {
        en: "Added {name} ({kind}, on {on})",
        ja: "追加しました: {name}（{kind}、{on}）"
    }
    OwnChanged {
        en: "Changed {name} ({kind}, on {on})",
        ja: "変更しました: {name}（{kind}、{on}）"
    }
    OwnRenamed {
        en: "field {name} is called {to} now; what it holds stays",
        ja: "項目「{name}」を「{to}」に変えました。値はそのままです"
    }
    OwnWouldChange {
        en: "Would change {name} ({kind}, on {on})",
        ja: "変更した場合: {name}（{kind}、{on}）"
    }
    OwnMisfits {
        en: "{n} values do not fit; they stay as they were typed",
        ja: "{n} 件の値が合いません。入力されたまま残ります"
    }
    OwnDropped {
        en: "Dropped {name}; {n} values are hidden with it, and undo brings all back",
        ja: "{name} を削除しました。値 {n} 件も隠れます。取り消しで元に戻ります"
    }
    NoSurveys {
        en: "no questionnaires yet; `salesdesk ask add NAME CODE WORDS` or a template makes one",
        ja: "アンケートはまだありません。`salesdesk ask add` かテンプレートで作れます"
    }
    Questions {
        en: "{n} questions",
        ja: "{n} 問"
    }
    QuestionAdded {
        en: "{name}: question {code} stands",
        ja: "{name}: 質問 {code} を登録しました"
    }
    QuestionsDropped {
        en: "{name}: {n} questions dropped; answers stay",
        ja: "{name}: {n} 問を削除しました。回答は残ります"
    }
    Answered {
        en: "{name}, {whom}: {n} answers kept",
        ja: "{name}、{whom}: 回答 {n} 件を記録しました"
    }
    StillOpen {
        en: "still open: {codes}",
        ja: "未回答: {codes}"
    }
    AnsweredBy {
        en: "{n} answered",
        ja: "回答 {n} 件"
    }
    MeanScore {
        en: "mean {n}",
        ja: "平均 {n}"
    }
    NoSuchTemplate {
        en: "no template and no file `{given}`; there are {codes}",
        ja: "「{given}」というテンプレートもファイルもありません。あるのは {codes} です"
    }
    TemplateTooLarge {
        en: "{path} is no file, or larger than a template can be",
        ja: "{path} はファイルでないか、テンプレートとして大きすぎます"
    }
    TemplateNotText {
        en: "{path}:{line}: not UTF-8 text",
        ja: "{path}:{line}: UTF-8 の文字列ではありません"
    }
    TemplateApplied {
        en: "{name}: {added} added, {rules} rules set, {kept} there already",
        ja: "{name}: {added} 件追加、ルール {rules} 件設定、{kept} 件は登録済み"
    }
    TemplateWould {
        en: "{name} would add {added} and set {rules} rules; {kept} are there already",
        ja: "{name}: {added} 件追加、ルール {rules} 件設定の予定。{kept} 件は登録済み"
    }
    TemplateThere {
        en: "{name}: everything is there already",
        ja: "{name}: すべて登録済みです"
    }
    MailAdded {
        en: "Mail template {name} stands",
        ja: "メール雛形「{name}」を登録しました"
    }
    MailDropped {
        en: "Dropped the mail template {name}",
        ja: "メール雛形「{name}」を削除しました"
    }
    MailGone {
        en: "Handed over to {to}: {subject}",
        ja: "{to} 宛てに引き渡しました: {subject}"
    }
    MailNeedsSubject {
        en: "the mail has no subject; take a template, or --edit",
        ja: "件名がありません。雛形を選ぶか、--edit で書いてください"
    }
    MailHasBlanks {
        en: "a blank ____ is still to be filled",
        ja: "____ の空欄が残っています"
    }
    MailBlocked {
        en: "{name} must not be written to: {why}",
        ja: "{name} へのメールは禁止されています: {why}"
    }
    MailDead {
        en: "the mail address of {name} is known not to work",
        ja: "{name} のメールアドレスは使えないと記録されています"
    }
    MailNowhere {
        en: "{name} has no such mail address; `salesdesk edit --add-mail` adds one",
        ja: "{name} にそのメールアドレスはありません。`salesdesk edit --add-mail` で追加できます"
    }
    MailNoCommand {
        en: "no mail_command in config.toml; write one, such as `thunderbird -compose {file}`",
        ja: "config.toml に mail_command がありません（例: thunderbird -compose {file}）"
    }
    MailCommandFailed {
        en: "{command} did not take the mail: {why}; nothing was logged",
        ja: "{command} がメールを受け取れませんでした: {why}。記録していません"
    }
    MailFileFailed {
        en: "{path} could not be written: {why}; nothing was logged",
        ja: "{path} に書けませんでした: {why}。記録していません"
    }
    NoMailTemplates {
        en: "no mail templates yet; `salesdesk mail --add NAME --subject .. --body ..` makes one",
        ja: "メール雛形はまだありません。`salesdesk mail --add 名前 --subject .. --body ..` で作れます"
    }
    NoAnswerColumns {
        en: "no column is a question's; its header is one of {codes}",
        ja: "質問の列がありません。見出しは {codes} のどれかです"
    }
    AnswersTaken {
        en: "{name}: answers of {n} customers kept, {same} unchanged",
        ja: "{name}: {n} 件の顧客の回答を記録、{same} 件は変更なし"
    }
    AnswersLeftOut {
        en: "{n} lines were left out",
        ja: "{n} 行は取り込んでいません"
    }
    NoEvents {
        en: "no events yet; `salesdesk event new NAME` makes one",
        ja: "イベントはまだありません。`salesdesk event new 名前` で作れます"
    }
    NoEvent {
        en: "{name} is a call list and no event",
        ja: "{name} は架電リストで、イベントではありません"
    }
    EventMade {
        en: "Made {name}: {n} invited",
        ja: "作成しました: {name}（招待 {n} 件）"
    }
    EventMarked {
        en: "{name}, {whom}: {state}",
        ja: "{name}、{whom}: {state}"
    }
    EventFilled {
        en: "{name}: {states}",
        ja: "{name}: {states}"
    }
    NobodyAtEvent {
        en: "nobody yet; `salesdesk event mark` or `event import` says who",
        ja: "まだ誰もいません。`salesdesk event mark` か `event import` で登録できます"
    }
    AttendeesLeftOut {
        en: "{n} lines name nobody and were left out",
        ja: "{n} 行は当たる顧客がなく、取り込んでいません"
    }

    // Questionnaires, mails and templates on the screen.
    ContextAsking {
        en: "Questionnaire",
        ja: "アンケート"
    }
    ContextMailing {
        en: "Mail",
        ja: "メール"
    }
    ContextStarting {
        en: "Set up for a trade",
        ja: "業種テンプレート"
    }
    KeyAsk {
        en: "ask a questionnaire",
        ja: "アンケートを聞く"
    }
    KeyTemplates {
        en: "set up for a trade",
        ja: "業種テンプレート"
    }
    KeyAnswer {
        en: "answer",
        ja: "回答"
    }
    KeySkipQuestion {
        en: "skip",
        ja: "次の質問"
    }
    KeyQuestionBefore {
        en: "back",
        ja: "前の質問"
    }
    KeyPost {
        en: "hand over",
        ja: "引き渡す"
    }
    KeyApply {
        en: "apply",
        ja: "適用"
    }
    NoSurveysHere {
        en: "no questionnaires yet; T sets the desk up with some",
        ja: "アンケートがありません。T で業種テンプレートから作れます"
    }
    AllAnswered {
        en: "All answered. Enter begins anew, Esc leaves",
        ja: "すべて回答済みです。Enter で新しく始めます。Esc で戻ります"
    }
    SomeOpen {
        en: "What is open is asked the next time. Enter goes back to it, Esc leaves",
        ja: "未回答の質問は次回聞けます。Enter で戻ります。Esc で終わります"
    }
    ScoreKeys {
        en: "0-9, t for ten",
        ja: "0〜9、10 は t"
    }
    MultiKeys {
        en: "keys choose, Enter goes on",
        ja: "キーで選択、Enter で次へ"
    }
    MailLogOnly {
        en: "only log a mail",
        ja: "メールの記録だけ"
    }
    MailNeedsSubjectHere {
        en: "the mail has no subject; e edits it",
        ja: "件名がありません。e で編集できます"
    }
    MailPosted {
        en: "Handed over: {what}",
        ja: "引き渡しました: {what}"
    }
    TemplateThereHere {
        en: "everything of it is there already",
        ja: "すべて登録済みです"
    }

    // Inquiries.
    HandbookTitle {
        en: "How inquiries were answered",
        ja: "問い合わせ対応マニュアル"
    }
    HandbookCause {
        en: "cause",
        ja: "原因"
    }
    HandbookReview {
        en: "our response",
        ja: "担当者の対応"
    }
    ComplaintMark {
        en: "complaint",
        ja: "クレーム"
    }
    DaysOld {
        en: "{n}d",
        ja: "{n}日"
    }
    NoInquiries {
        en: "no inquiries here; `salesdesk inquiry add CUSTOMER TEXT` takes one down",
        ja: "問い合わせはありません。`salesdesk inquiry add CUSTOMER TEXT` で追加できます"
    }
    NoSimilar {
        en: "nothing like it was asked before",
        ja: "似た問い合わせはありません"
    }
    SimilarTitle {
        en: "asked before:",
        ja: "過去の似た問い合わせ:"
    }

    ContextInquiries {
        en: "Inquiries",
        ja: "問い合わせ"
    }
    KeyInquiries {
        en: "inquiries",
        ja: "問い合わせ"
    }
    KeyAddInquiry {
        en: "take down an inquiry",
        ja: "問い合わせを記録"
    }
    KeyAddStep {
        en: "step",
        ja: "対応を追加"
    }
    KeyStatusOn {
        en: "next status",
        ja: "次の状況へ"
    }
    KeyStatusBack {
        en: "back",
        ja: "前の状況へ"
    }
    KeyTakeInquiry {
        en: "mine, or nobody's",
        ja: "自分の担当"
    }
    KeyClearComplaint {
        en: "allow calls",
        ja: "架電可にする"
    }
    KeyColumnLeft {
        en: "the status before",
        ja: "左の状況"
    }
    KeyColumnRight {
        en: "the status after",
        ja: "右の状況"
    }
    InquiriesEmpty {
        en: "No inquiries yet. On a customer, K takes down what they ask or complain of; `salesdesk import FILE --as inquiries` brings in a list",
        ja: "問い合わせはまだありません。顧客の画面で K を押すと記録できます。一覧は `salesdesk import FILE --as inquiries` で取り込めます"
    }
    InquiriesOpen {
        en: "{n} open, the oldest for {days}",
        ja: "未完了 {n} 件、最長 {days}"
    }
    ComplaintsOpen {
        en: "complaints {n}",
        ja: "クレーム {n} 件"
    }
    Nobodys {
        en: "nobody's",
        ja: "担当なし"
    }
    InquiryIsDone {
        en: "it is done",
        ja: "完了しています"
    }
    InquiryIsNew {
        en: "it is new",
        ja: "未対応のままです"
    }
    NothingStops {
        en: "no open complaint keeps calls from them",
        ja: "架電を止めているクレームではありません"
    }
    SectionInquiries {
        en: "asked",
        ja: "問合せ"
    }
    InquiryStepExample {
        en: "sent a new one, arrives Tuesday",
        ja: "代替品を発送、火曜着"
    }
    ClearExample {
        en: "they asked for the quote themselves",
        ja: "本人から見積の希望"
    }
    ClearOf {
        en: "may be called although a complaint is open, because: {name}",
        ja: "クレーム対応中でも架電可にする理由: {name}"
    }
    ContextRetention {
        en: "Due for a look",
        ja: "保存期間の確認"
    }
    KeyRetention {
        en: "who is due for a look",
        ja: "保存期間の確認"
    }
    KeyRetain {
        en: "keep until",
        ja: "保存期限を延長"
    }
    KeyAlsoInquiry {
        en: "an inquiry too",
        ja: "問い合わせにもする"
    }
    InquiryWillBe {
        en: "an inquiry too",
        ja: "問い合わせにも記録"
    }
    NoKeepRules {
        en: "No rules of keeping yet. Write one into config.toml: `[[keep]]` what=\"customer\" kind=\"person\" after=\"3y\" since=\"last_contact\". Nothing is ever deleted by it; who is due is only listed",
        ja: "保存期間のルールがありません。config.toml に書いてください: `[[keep]]` what=\"customer\" kind=\"person\" after=\"3y\" since=\"last_contact\"。自動では何も消えません。期限の来た顧客を一覧に出すだけです"
    }
    NobodyDue {
        en: "nobody is due for a look",
        ja: "期限の来た顧客はいません"
    }
    DueForLook {
        en: "{n} due; nothing is deleted unasked",
        ja: "{n} 件。自動では消えません"
    }
    HeardLast {
        en: "heard of last {day}, kept {after}",
        ja: "最終 {day}、保存 {after}"
    }
    KeptUntil {
        en: "{name} is kept until {day}",
        ja: "{name} の保存期限は {day} です"
    }
    RetainOf {
        en: "keep {name} until",
        ja: "{name} の保存期限"
    }
    RetainExample {
        en: "2028-03-31",
        ja: "2028-03-31"
    }
    BadKeepRule {
        en: "{file}: `{given}` means nothing in a `[[keep]]` rule; write what=\"customer\" kind=\"person\" after=\"3y\" since=\"last_contact\"",
        ja: "{file}: `[[keep]]` の「{given}」は読めません。what=\"customer\" kind=\"person\" after=\"3y\" since=\"last_contact\" のように書いてください"
    }
    MayContact {
        en: "may be contacted by {channel}: ",
        ja: "{channel}で連絡できます: "
    }
    MayNotContact {
        en: "not to be contacted by {channel} now: ",
        ja: "今は{channel}で連絡できません: "
    }
    BlockWithdrawn {
        en: "consent withdrawn",
        ja: "同意の撤回"
    }
    WhyNoConsent {
        en: "your rules want a consumer's consent, and there is none",
        ja: "個人には同意が必要な設定ですが、同意がありません"
    }
    WhyComplaint {
        en: "a complaint has been open for {n}",
        ja: "クレーム対応中（{n}）"
    }
    WhyNoAddress {
        en: "there is no number or address for it",
        ja: "連絡先がありません"
    }
    WhyRests {
        en: "they rest until {when}",
        ja: "{when} まで休止中"
    }
    WhyGap {
        en: "rung a moment ago; again from {when}",
        ja: "架電したばかりです。次は {when} から"
    }
    WhyAgreed {
        en: "they agreed on {day}",
        ja: "{day} に同意"
    }
    WhyBuys {
        en: "existing business",
        ja: "既存取引"
    }
    WhyBusiness {
        en: "a business; none is needed",
        ja: "法人のため同意は不要"
    }
    WhyNotRefused {
        en: "a consumer who never refused; your rules want no consent",
        ja: "拒否の記録がない個人（同意は不要な設定）"
    }
    NoConsents {
        en: "nothing was said yet; `salesdesk consent give` takes a yes down",
        ja: "同意の記録はありません。`salesdesk consent give` で記録できます"
    }
    NotADay {
        en: "`{given}` is not a day; write it like 2026-11-28",
        ja: "「{given}」は日付として読めません。2026-11-28 のように書いてください"
    }

    // Too small a window.
    TooSmall {
        en: "Too small: at least 40x10",
        ja: "画面が小さすぎます（40x10 以上）"
    }
}
