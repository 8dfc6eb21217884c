//! What the types keep, what they refuse to hold, and how they are put together.

use process_with_rooms::{
    AdditionalExposedPorts, AppId, DeploymentId, ExposedPort, ProcessId, ProcessWithRooms, Region,
    RoomConfig, RoomId, RoomStatus, RoomWithoutAllocations, RoomsPerProcess, TransportType,
};
use serde_json::{Value, json};
use trueup::{DateTime, Json, Maybe, Model, Number};

const EXAMPLE: &str = include_str!("../../../tests/payloads/page-example.json");

fn room(config: Maybe<RoomConfig>) -> RoomWithoutAllocations {
    let id = RoomId::new("2swovpy1fnunu").expect("a room id");
    let mut room = RoomWithoutAllocations::new(None, RoomStatus::Active, id, AppId::new("app-1"));
    room.room_config = config;
    room
}

#[test]
fn absent_null_and_a_string_are_three_room_configs() {
    let config = RoomConfig::new("{}").expect("short enough");
    let cases = [
        (
            Maybe::Absent,
            r#"{"currentAllocation":null,"status":"active","roomId":"2swovpy1fnunu","appId":"app-1"}"#,
        ),
        (
            Maybe::Null,
            r#"{"currentAllocation":null,"status":"active","roomConfig":null,"roomId":"2swovpy1fnunu","appId":"app-1"}"#,
        ),
        (
            Maybe::Value(config),
            r#"{"currentAllocation":null,"status":"active","roomConfig":"{}","roomId":"2swovpy1fnunu","appId":"app-1"}"#,
        ),
    ];
    for (config, text) in cases {
        let built = room(config);
        assert_eq!(built.to_json_string(), text);
        assert_eq!(
            RoomWithoutAllocations::from_json_slice(text.as_bytes()),
            Ok(built)
        );
    }
}

#[test]
fn constrained_types_cannot_be_built_wrong() {
    for (value, keyword) in [
        (0, Some("minimum")),
        (1, None),
        (10_000, None),
        (10_001, Some("maximum")),
    ] {
        let built = RoomsPerProcess::new(value);
        assert_eq!(
            built.as_ref().err().map(trueup::Invalid::keyword),
            keyword,
            "{value}"
        );
        assert_eq!(
            built.ok().map(i32::from),
            keyword.is_none().then_some(value)
        );
    }
    let longest = "x".repeat(100);
    let too_long = "x".repeat(101);
    for (value, keyword) in [
        ("", Some("minLength")),
        ("a", None),
        (longest.as_str(), None),
        (too_long.as_str(), Some("maxLength")),
        ("a b", Some("pattern")),
        ("é", Some("pattern")),
        ("a\n", Some("pattern")),
    ] {
        assert_eq!(
            RoomId::new(value).err().map(|error| error.keyword()),
            keyword,
            "{value:?}"
        );
        assert_eq!(RoomId::try_from(value).is_ok(), keyword.is_none());
    }
    assert!(RoomConfig::new("é".repeat(10_000)).is_ok());
    assert!(RoomConfig::new("é".repeat(10_001)).is_err());
    let port = ExposedPort::new(TransportType::Udp, 1, "h".into(), "n".into());
    assert!(AdditionalExposedPorts::new(vec![port.clone(); 2]).is_ok());
    assert_eq!(
        AdditionalExposedPorts::new(vec![port; 3])
            .expect_err("three")
            .keyword(),
        "maxItems"
    );
}

#[test]
fn enums_have_the_exact_names_of_the_schema() {
    let schema: Value = serde_json::from_str(ProcessWithRooms::SCHEMA).expect("JSON");
    let listed = |pointer: &str| schema.pointer(pointer).cloned().expect("an enum");
    assert_eq!(json!(Region::ALL), listed("/$defs/Region/enum"));
    assert_eq!(json!(RoomStatus::ALL), listed("/$defs/RoomStatus/enum"));
    assert_eq!(
        json!(TransportType::ALL),
        listed("/$defs/TransportType/enum")
    );
    assert_eq!(
        Region::from_json_name("Los_Angeles"),
        Some(Region::LosAngeles)
    );
    assert_eq!(Region::from_json_name("los_angeles"), None);
}

#[test]
fn everything_that_is_read_is_written() {
    let text = EXAMPLE
        .replacen(
            "\"2025-07-22T22:18:05.549Z\"",
            "\"2025-07-22t22:18:05.5490000001+00:00\"",
            1,
        )
        .replacen("8144.27", "12345678901234567890.12345678901234567890e-3", 1)
        .replacen(
            '{',
            r#"{"new": {"b": [1e400, null], "a": "\u00e9"}, "": 0.10,"#,
            1,
        );
    let process = ProcessWithRooms::from_str(&text).expect("still valid");
    assert_eq!(
        process.starting_at.as_str(),
        "2025-07-22t22:18:05.5490000001+00:00"
    );
    assert_eq!(
        process.starting_at.to_chrono().timestamp_subsec_nanos(),
        549_000_000
    );
    let written = process.to_string();
    assert!(written.contains("12345678901234567890.12345678901234567890e-3"));
    assert!(
        written.contains(r#""new":{"b":[1e400,null],"a":"é"},"":0.10"#),
        "{written}"
    );
    let json = |text: &str| Json::parse(text).expect("JSON");
    assert_eq!(json(&written), json(&text));
    assert_eq!(ProcessWithRooms::from_str(&written), Ok(process));
}

#[test]
fn a_property_with_a_field_is_no_additional_property() {
    let mut process = ProcessWithRooms::from_str(EXAMPLE).expect("valid");
    assert!(
        process
            .additional_properties
            .insert("region", "Tokyo")
            .is_err()
    );
    assert_eq!(
        process.additional_properties.insert("note", "new"),
        Ok(None)
    );
    assert_eq!(
        process
            .additional_properties
            .get("note")
            .and_then(Json::as_str),
        Some("new")
    );
    assert!(process.to_string().ends_with(r#","note":"new"}"#));
}

#[test]
#[expect(deprecated, reason = "they are required, deprecated or not")]
fn the_builder_names_what_is_missing_and_builds_the_rest() {
    let error = ProcessWithRooms::builder()
        .draining(true)
        .build()
        .expect_err("nearly empty");
    assert_eq!(error.0.len(), 23);
    assert!(error.to_string().contains("egressedBytes"), "{error}");
    let time: DateTime = "2026-11-24T00:00:00Z".parse().expect("a date-time");
    let number = |text| Number::parse(text).expect("a number");
    let built = ProcessWithRooms::builder()
        .egressed_bytes(1)
        .idle_since(None)
        .active_connections_updated_at(time.clone())
        .active_connections(2)
        .rooms_allocated_updated_at(time.clone())
        .rooms_allocated(1)
        .room_slots_available_updated_at(time.clone())
        .room_slots_available(number("0.5"))
        .draining(false)
        .terminated_at(None)
        .stopping_at(None)
        .started_at(time.clone())
        .starting_at(time)
        .rooms_per_process(RoomsPerProcess::new(3).expect("in range"))
        .additional_exposed_ports(AdditionalExposedPorts::new(Vec::new()).expect("few enough"))
        .exposed_port(None)
        .port(number("80"))
        .host("h")
        .region(Region::SaoPaulo)
        .process_id(ProcessId::new("p"))
        .deployment_id(DeploymentId::new(1))
        .app_id("a")
        .rooms(vec![room(Maybe::Null)])
        .total_rooms(1)
        .build()
        .expect("everything is set");
    let text = built.to_string();
    assert!(
        ProcessWithRooms::validator().is_valid(text.as_bytes()),
        "{text}"
    );
    assert_eq!(text.parse(), Ok(built));
}

#[test]
fn schemars_gives_a_schema_with_the_same_verdicts() {
    let schema = schemars::schema_for!(ProcessWithRooms);
    let definitions = schema
        .get("$defs")
        .and_then(Value::as_object)
        .expect("definitions");
    assert!(definitions.contains_key("Region"));
    let validator = trueup::Validator::from_text("schemars.json", &schema.as_value().to_string())
        .expect("a schema");
    assert!(validator.is_valid(EXAMPLE.as_bytes()));
    let broken = include_str!("../../../tests/payloads/broken-eight-faults.json");
    let faults = |validator: &trueup::Validator| -> Vec<(String, String)> {
        let report = validator.check(broken.as_bytes());
        let fact = |violation: &trueup::Violation| {
            (violation.keyword.clone(), violation.position.to_string())
        };
        report.violations().iter().map(fact).collect()
    };
    assert_eq!(faults(&validator), faults(ProcessWithRooms::validator()));
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    let text = EXAMPLE.replacen('{', r#"{"draining": false,"#, 1);
    let report = ProcessWithRooms::from_str(&text).expect_err("draining stands twice");
    assert_eq!(report.violations()[0].keyword, "duplicate-key");
    assert!(!ProcessWithRooms::validator().is_valid(text.as_bytes()));
}
