//! Types from a schema in several files: each place of each file is enforced.

use build_script_example::order::Order;
use trueup::Model;

#[test]
fn what_other_files_say_is_decoded_and_enforced() {
    let accepted = [
        r#"{"total":{"amount":1.25,"currency":"EUR"}}"#,
        r#"{"total":{"amount":0},"tax":0.01}"#,
        r#"{"total":{"amount":0},"customer":{"name":"n","owes":{"amount":3},"friend":{"x":null}}}"#,
    ];
    let refused = [
        r#"{"total":{"amount":1.255,"currency":"EUR"}}"#,
        r#"{"total":{"amount":1,"currency":"EURO"}}"#,
        r#"{"total":{"amount":0},"tax":-0.01}"#,
        r#"{"total":{"amount":0},"customer":{"name":""}}"#,
        r#"{"total":{"amount":0},"customer":{"owes":{"amount":-1}}}"#,
        r#"{"total":{"amount":0},"customer":{"friend":{}}}"#,
    ];
    for text in accepted {
        assert!(Order::validator().is_valid(text.as_bytes()), "{text}");
        let order = Order::from_str(text).expect(text);
        assert_eq!(order.to_string(), text);
    }
    for text in refused {
        assert!(!Order::validator().is_valid(text.as_bytes()), "{text}");
        assert!(Order::from_str(text).is_err(), "{text}");
    }
}

#[test]
fn a_part_that_stands_in_another_file_is_a_model_of_its_own() {
    use build_script_example::order::{Amount, Money, Person};
    assert!(Money::from_json_slice(br#"{"amount": 1}"#).is_ok());
    let report = Money::from_json_slice(br#"{"amount": -1}"#).expect_err("negative");
    assert_eq!(report.violations()[0].keyword, "minimum");
    assert!(Person::from_json_slice(br#"{"friend": {"name": "n"}}"#).is_ok());
    assert!(Person::from_json_slice(br#"{}"#).is_err());
    let number = |text| trueup::Number::parse(text).expect("a number");
    assert!(Amount::new(number("0.01")).is_ok());
    assert!(Amount::new(number("0.001")).is_err());
}
