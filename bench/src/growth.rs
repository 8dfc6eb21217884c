//! How time grows with the payload, with what is wrong in it, and with the schema.

use std::fmt::Write as _;
use std::time::Instant;

use process_with_rooms::ProcessWithRooms;
use trueup::Model as _;
use trueup_schema::Loader;
use trueup_validator::Validator;

use crate::payload;
use crate::table::{Page, duration};

/// A curve is linear as far as its last column stays the same.
pub fn measure(page: &mut Page) {
    page.text(
        "The fastest of several runs. Growth is linear where the last columns stay the same.",
    );
    payloads(page);
    violations(page);
    schemas(page);
    wide(page);
}

const SIZES: [usize; 6] = [1, 10, 100, 1_000, 10_000, 100_000];

fn payloads(page: &mut Page) {
    page.title(3, "Payload size");
    page.head(&[
        "rooms",
        "bytes",
        "verdict",
        "type",
        "verdict, for each byte",
        "type, for each byte",
    ]);
    let validator = ProcessWithRooms::validator();
    for rooms in SIZES {
        let text = serde_json::to_vec(&payload::process(7, rooms)).expect("it serializes");
        let verdict = fastest(|| validator.is_valid(&text));
        let decode = fastest(|| ProcessWithRooms::from_json_slice(&text).is_ok());
        let bytes = text.len() as f64;
        page.row(&[
            rooms.to_string(),
            text.len().to_string(),
            duration(verdict),
            duration(decode),
            format!("{:.3} ns", verdict / bytes),
            format!("{:.3} ns", decode / bytes),
        ]);
    }
}

/// Rooms whose status is no status, all of them reported.
fn violations(page: &mut Page) {
    page.title(3, "Number of violations");
    page.head(&["violations", "bytes", "report", "for each violation"]);
    let validator = ProcessWithRooms::validator();
    let validator = validator.clone().with_max_violations(usize::MAX);
    for rooms in SIZES {
        let text = serde_json::to_string(&payload::process(7, rooms)).expect("it serializes");
        let text = text.replace("\"status\":\"", "\"status\":\"no ");
        let count = validator.check(text.as_bytes()).violations().len();
        let time = fastest(|| validator.check(text.as_bytes()).violations().len() == count);
        page.row(&[
            count.to_string(),
            text.len().to_string(),
            duration(time),
            duration(time / count.max(1) as f64),
        ]);
    }
}

/// Definitions that refer to one another, each with a few properties.
fn schemas(page: &mut Page) {
    page.title(3, "Schema size");
    page.head(&[
        "definitions",
        "bytes",
        "text to validator",
        "for each definition",
        "without the metaschema",
        "for each definition",
    ]);
    for count in [10, 100, 1_000, 10_000] {
        let text = definitions(count);
        let build = |loader: &Loader| {
            let set = loader.load_text("grown.schema.json", &text);
            set.and_then(Validator::new).is_ok()
        };
        let asked = fastest(|| build(&Loader::new()));
        let unasked = fastest(|| build(&Loader::new().without_metaschemas()));
        page.row(&[
            count.to_string(),
            text.len().to_string(),
            duration(asked),
            duration(asked / f64::from(count)),
            duration(unasked),
            duration(unasked / f64::from(count)),
        ]);
    }
}

fn definitions(count: u32) -> String {
    let mut text = String::from("{\"$ref\": \"#/$defs/d0\", \"$defs\": {");
    for number in 0..count {
        let comma = if number == 0 { "" } else { ", " };
        let next = (number + 1) % count;
        let _ = write!(
            text,
            "{comma}\"d{number}\": {{\"type\": \"object\", \"required\": [\"name\"], \"properties\": \
             {{\"name\": {{\"type\": \"string\", \"maxLength\": {number}}}, \"size\": {{\"type\": \
             \"integer\", \"minimum\": 0}}, \"next\": {{\"$ref\": \"#/$defs/d{next}\"}}}}}}"
        );
    }
    text + "}}"
}

/// Objects with as many members as their schema lists, in the order of the schema and against it.
fn wide(page: &mut Page) {
    page.title(3, "Number of properties");
    page.head(&[
        "properties",
        "in order",
        "against it",
        "in order, for each member",
        "against it, for each member",
    ]);
    for count in [10, 100, 1_000, 10_000] {
        let name = |number: u32| format!("\"name{number}\"");
        let list = |value: &str, numbers: &mut dyn Iterator<Item = u32>| {
            let members: Vec<String> = numbers
                .map(|number| format!("{}: {value}", name(number)))
                .collect();
            format!("{{{}}}", members.join(", "))
        };
        let schema = format!(
            "{{\"properties\": {}}}",
            list("{\"type\": \"integer\"}", &mut (0..count))
        );
        let validator = Validator::from_text("wide.schema.json", &schema);
        let validator = validator.expect("it is a schema");
        let (ordered, reversed) = (list("1", &mut (0..count)), list("1", &mut (0..count).rev()));
        let times = [ordered, reversed].map(|text| fastest(|| validator.is_valid(text.as_bytes())));
        let [ordered, reversed] = times;
        page.row(&[
            count.to_string(),
            duration(ordered),
            duration(reversed),
            duration(ordered / f64::from(count)),
            duration(reversed / f64::from(count)),
        ]);
    }
}

/// The fastest of as many runs as fit into a while, in nanoseconds for one.
///
/// # Panics
/// When the work was not done.
fn fastest(mut work: impl FnMut() -> bool) -> f64 {
    let mut repeats = 1;
    let mut best = f64::MAX;
    let begin = Instant::now();
    let mut rounds = 0;
    while rounds < 5 || (begin.elapsed().as_millis() < 150 && rounds < 1000) {
        let start = Instant::now();
        for _ in 0..repeats {
            assert!(std::hint::black_box(work()), "the work was not done");
        }
        let time = start.elapsed().as_nanos() as f64;
        if time < 50_000.0 {
            repeats *= 2;
            continue;
        }
        best = best.min(time / f64::from(repeats));
        rounds += 1;
    }
    best
}
