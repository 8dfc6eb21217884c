//! The types accept and refuse what their schema does, without a validator to ask.

use plain_example::Player;
use trueup::Unread;

#[test]
fn what_the_schema_refuses_is_refused() {
    let accepted = [
        r#"{"name":"ann","level":1}"#,
        r#"{"name":"bob","level":99,"class":"mage","joined":"2024-01-01T00:00:00Z","friends":[{"name":"ann","level":1}]}"#,
    ];
    for text in accepted {
        assert_eq!(Player::from_str(text).expect(text).to_string(), text);
        let by_serde: Player = serde_json::from_str(text).expect(text);
        assert_eq!(serde_json::to_string(&by_serde).expect("JSON"), text);
    }
    let refused = [
        r#"{"name":"","level":1}"#,
        r#"{"name":"Ann","level":1}"#,
        r#"{"name":"abcdefghi","level":1}"#,
        r#"{"name":"ann","level":0}"#,
        r#"{"name":"ann","level":100}"#,
        r#"{"name":"ann","level":1,"class":"bard"}"#,
        r#"{"name":"ann","level":1,"joined":"2024-01-01"}"#,
        r#"{"name":"ann","level":1,"friends":[{}]}"#,
        r#"{"name":"ann","level":1,"x":0}"#,
        r#"{"level":1}"#,
    ];
    for text in refused {
        assert_eq!(Player::from_str(text), Err(Unread::Refused), "{text}");
        assert!(serde_json::from_str::<Player>(text).is_err(), "{text}");
    }
}

#[test]
fn a_fault_of_the_text_is_told_with_its_place() {
    let cases = [
        (r#"{"name":"ann","level":1"#, "1:24: "),
        ("{\"name\":\"ann\",\n\"name\":\"bob\",\"level\":1}", "2:1: "),
    ];
    for (text, place) in cases {
        let error = Player::from_str(text).expect_err(text).to_string();
        assert!(error.starts_with(place), "{error}");
    }
}
