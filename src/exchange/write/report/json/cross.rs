//! Any field against any other, for programs: keys, cells, and the searches that find them.

use serde_json::{Map, Value as Json, json};

use super::amounts;
use crate::domain::query::QUESTION;
use crate::domain::report::{Axis, Common, CrossFigures, Crossed, Tally, Valued};
use crate::domain::{Id, Value};

/// Every figure; what holds nothing has an empty key, what was too many is `other`.
pub(super) fn json(of: &CrossFigures) -> Json {
    let row = |(common, crossed): &(Common, Crossed)| {
        let mut map = key(of, common);
        map.insert("opens".into(), json!(opens(of, of.rows, common)));
        map.extend(cells(of, crossed));
        Json::Object(map)
    };
    let column = |common: &Common| {
        let mut map = key(of, common);
        map.insert("opens".into(), json!(of.columns.and_then(|axis| opens(of, axis, common))));
        Json::Object(map)
    };
    json!({
        "report": "cross",
        "rows_by": name(of.rows, of),
        "columns_by": of.columns.map(|axis| name(axis, of)),
        "value": of.value.code(),
        "from": of.range.from,
        "to": of.range.to,
        "where": of.names.line,
        "columns": of.cross.columns.iter().map(column).collect::<Vec<_>>(),
        "rows": of.cross.rows.iter().map(row).collect::<Vec<_>>(),
        "total": cells(of, &of.cross.total),
    })
}

/// The search line that finds a key's customers.
fn opens(of: &CrossFigures, axis: Axis, common: &Common) -> Option<String> {
    of.value.opens(axis, common, &of.names).map(|opens| of.names.among(opens))
}

fn cells(of: &CrossFigures, crossed: &Crossed) -> Map<String, Json> {
    let cells: Vec<Json> = crossed.cells.iter().map(|cell| Json::Object(tally(of.value, cell))).collect();
    let mut map = tally(of.value, &crossed.total);
    map.insert("cells".into(), Json::Array(cells));
    map
}

fn tally(value: Valued, tally: &Tally) -> Map<String, Json> {
    let mut map = Map::from_iter([("count".to_owned(), json!(tally.count))]);
    match value {
        Valued::Count(_) => {}
        Valued::Deals | Valued::Purchases => map.extend(amounts("sum", &tally.sums)),
        Valued::Won | Valued::Connected => {
            map.insert("part".into(), json!(tally.part));
        }
    }
    map
}

fn key(of: &CrossFigures, common: &Common) -> Map<String, Json> {
    let value = match common {
        Common::Other => {
            return Map::from_iter([("key".to_owned(), Json::Null), ("other".to_owned(), json!(true))]);
        }
        Common::Nothing => json!(""),
        Common::Known(Value::Int(number)) => json!(number),
        Common::Known(Value::Ref(bytes)) => {
            let id = Id::from_bytes(*bytes);
            let name = of.names.ids.get(&id).cloned().unwrap_or_default();
            return Map::from_iter([
                ("key".to_owned(), json!(name)),
                ("key_id".to_owned(), json!(id.to_string())),
            ]);
        }
        Common::Known(value) => json!(value.text()),
    };
    Map::from_iter([("key".to_owned(), value)])
}

fn name(axis: Axis, of: &CrossFigures) -> String {
    match axis {
        Axis::Field(noun, field) => format!("{}.{}", noun.table(), field.name),
        Axis::Own(_, own) => of.names.of(own),
        Axis::Answer(code, _) => format!("{QUESTION}{}", of.names.of(code)),
    }
}
