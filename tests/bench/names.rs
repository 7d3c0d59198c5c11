//! What the customers of the book are called and what is said of them: tables, the commonest first.

/// Family name and reading.
pub(crate) const FAMILIES: &[(&str, &str)] = &[
    ("佐藤", "サトウ"),
    ("鈴木", "スズキ"),
    ("高橋", "タカハシ"),
    ("田中", "タナカ"),
    ("伊藤", "イトウ"),
    ("渡辺", "ワタナベ"),
    ("山本", "ヤマモト"),
    ("中村", "ナカムラ"),
    ("小林", "コバヤシ"),
    ("加藤", "カトウ"),
    ("吉田", "ヨシダ"),
    ("山田", "ヤマダ"),
    ("佐々木", "ササキ"),
    ("山口", "ヤマグチ"),
    ("松本", "マツモト"),
    ("井上", "イノウエ"),
    ("木村", "キムラ"),
    ("林", "ハヤシ"),
    ("斎藤", "サイトウ"),
    ("清水", "シミズ"),
    ("山崎", "ヤマザキ"),
    ("森", "モリ"),
    ("池田", "イケダ"),
    ("橋本", "ハシモト"),
    ("阿部", "アベ"),
    ("石川", "イシカワ"),
    ("髙橋", "タカハシ"),
    ("渡邊", "ワタナベ"),
    ("大野", "オオノ"),
    ("金子", "カネコ"),
];

/// The two halves of rare family names, with readings.
pub(crate) const HALVES: [&[(&str, &str)]; 2] = [
    &[
        ("東", "ヒガシ"),
        ("西", "ニシ"),
        ("南", "ミナミ"),
        ("北", "キタ"),
        ("上", "カミ"),
        ("下", "シモ"),
        ("大", "オオ"),
        ("小", "コ"),
        ("長", "ナガ"),
        ("高", "タカ"),
        ("黒", "クロ"),
        ("白", "シラ"),
        ("青", "アオ"),
        ("赤", "アカ"),
        ("深", "フカ"),
        ("浅", "アサ"),
        ("岩", "イワ"),
        ("柳", "ヤナギ"),
    ],
    &[
        ("沢", "サワ"),
        ("瀬", "セ"),
        ("嶋", "シマ"),
        ("塚", "ヅカ"),
        ("倉", "クラ"),
        ("原", "ハラ"),
        ("坂", "サカ"),
        ("越", "コシ"),
        ("尾", "オ"),
        ("浜", "ハマ"),
        ("谷", "ヤ"),
        ("堀", "ホリ"),
        ("垣", "ガキ"),
        ("窪", "クボ"),
        ("宮", "ミヤ"),
        ("畑", "ハタ"),
        ("里", "サト"),
        ("根", "ネ"),
    ],
];

/// Given name and reading.
pub(crate) const GIVENS: &[(&str, &str)] = &[
    ("浩", "ヒロシ"),
    ("太郎", "タロウ"),
    ("花子", "ハナコ"),
    ("健一", "ケンイチ"),
    ("陽子", "ヨウコ"),
    ("翔", "ショウ"),
    ("美咲", "ミサキ"),
    ("誠", "マコト"),
    ("恵", "メグミ"),
    ("一郎", "イチロウ"),
    ("直樹", "ナオキ"),
    ("由美", "ユミ"),
    ("隆", "タカシ"),
    ("さくら", "サクラ"),
];

pub(crate) const SURNAMES: &[&str] = &[
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Jones",
    "Garcia",
    "Miller",
    "Davis",
    "Rodriguez",
    "Martinez",
    "Hernandez",
    "Lopez",
    "Gonzalez",
    "Wilson",
    "Anderson",
    "Thomas",
    "Taylor",
    "Moore",
    "Jackson",
    "Martin",
    "Lee",
    "Perez",
    "Thompson",
    "White",
    "Harris",
    "Sanchez",
    "Clark",
    "Ramirez",
    "Lewis",
    "Robinson",
    "Walker",
    "Young",
    "Allen",
    "King",
    "Wright",
    "O'Brien",
    "Müller",
    "Tanaka",
    "Nguyen",
    "Khan",
];

/// The three parts of rare English family names.
pub(crate) const SYLLABLES: [&[&str]; 3] = [
    &[
        "Ash", "Black", "Carl", "Dun", "Ever", "Fair", "Glen", "Hart", "Kings", "Lang", "Mil", "Nor", "Ox",
        "Pem", "Rad", "Stan",
    ],
    &["er", "ing", "a", "el", "o", "en", "is", ""],
    &["ton", "field", "ford", "ley", "well", "by", "brook", "worth", "stead", "man", "wick", "shaw"],
];

pub(crate) const FIRSTS: &[&str] = &[
    "James", "Mary", "John", "Patricia", "Robert", "Jennifer", "Michael", "Linda", "David", "Joanna",
    "Joseph", "Susan", "Jonathan", "Jessica", "Ana", "Karen", "Peter", "Nancy", "Daniel", "Lisa", "Anthony",
    "Joyce",
];

/// What a Japanese company trades under.
pub(crate) const FIRMS: &[&str] = &[
    "さくら",
    "製作所",
    "電機",
    "商事",
    "運輸",
    "化学",
    "建設",
    "印刷",
    "食品",
    "金属",
    "工業",
    "あおば",
    "ひかり",
    "物産",
    "精機",
];

/// The end of an English company's name.
pub(crate) const TRADES: &[&str] = &[
    "Acme",
    "Foods",
    "Logistics",
    "Partners",
    "Systems",
    "Motors",
    "Dental",
    "Bakery",
    "Printing",
    "Metals",
    "Energy",
    "Interiors",
    "Consulting",
    "Garden",
    "Labs",
];

/// City, prefecture or state, and area code.
pub(crate) const JAPAN: &[(&str, &str, &str)] = &[
    ("港区", "東京都", "03"),
    ("北区", "大阪府", "06"),
    ("横浜市西区", "神奈川県", "045"),
    ("名古屋市中区", "愛知県", "052"),
    ("札幌市中央区", "北海道", "011"),
    ("福岡市博多区", "福岡県", "092"),
    ("千代田区", "東京都", "03"),
    ("京都市下京区", "京都府", "075"),
];
pub(crate) const ABROAD: &[(&str, &str, &str)] = &[
    ("New York", "NY", "212"),
    ("Los Angeles", "CA", "213"),
    ("Chicago", "IL", "312"),
    ("Houston", "TX", "713"),
    ("Austin", "TX", "512"),
    ("Seattle", "WA", "206"),
    ("Boston", "MA", "617"),
    ("Denver", "CO", "303"),
];

pub(crate) const TAGS: &[&str] = &["重要", "展示会", "VIP", "newsletter", "紹介", "trade fair"];

pub(crate) const NOTES_JA: &[&str] = &[
    "20台で見積もり依頼、来週もう一度電話する",
    "担当者不在、夕方にかけ直し",
    "重要な案件、部長が決裁する",
    "カタログを送付した",
    "値段が合わない、他社と比較中",
    "見積もりを再提出、社内で検討中とのこと",
    "納期を気にしている",
    "来月の予算会議のあとに連絡",
];
pub(crate) const NOTES_EN: &[&str] = &[
    "asked for a renewal quote, call back next week",
    "wants a quote for 20 units by Friday",
    "no answer, left a message with the front desk",
    "comparing us with two others on price",
    "sent the brochure and the price list",
    "budget is frozen until the new quarter",
    "happy with the last order, may want more",
    "the manager decides, she is back on Monday",
];

pub(crate) const OUTCOMES: &[&str] = &["NA", "ABS", "TALK", "BUSY", "GK", "VM", "CB"];
