//! Code in which every mutant can be switched on.
//!
//! In: a file's text and its mutants. Out: the text with an `if crate::mutant::on(NUMBER)` at each
//! site. It is made from pieces of the text, not from a syntax tree, so every line stays where it
//! was. An operator changes its operands' node, not the text, so `a && b && c` becomes
//! `(a || b) && c` where cargo-mutants tests `a || b && c`; both ask the same of the tests.
//!
//! Comments say whose code is whose: `/*<7*/ … /*>*/` holds what stands there when mutant 7 is on,
//! and `/*[7,8*/ … /*]*/` the whole site of mutants 7 and 8. By these a complaint of the compiler
//! leads back to the mutants that cannot be written so ([`blamed`]).

use std::ops::Range;

use super::list::Mutant;
use super::sites::{Change, Choice, Site, sites};

/// The file with a switch for each of the mutants that have a site.
///
/// # Errors
/// Where the file is no Rust.
pub(super) fn rewrite(text: &str, mutants: &[&Mutant]) -> syn::Result<String> {
    let sites = sites(text, mutants)?;
    let whole = Text {
        text,
        sites: &sites,
    };
    Ok(whole.render(0..text.len(), 0))
}

/// The numbers of the mutants that rewritten code has a switch for.
pub(super) fn switched(code: &str) -> Vec<usize> {
    let marks = code.split("/*[").skip(1);
    let numbers = marks.filter_map(|rest| rest.split_once("*/"));
    let mut numbers: Vec<usize> = numbers.flat_map(|(list, _)| parse(list)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Whose code it is that the compiler complains of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Blamed {
    /// What a mutant puts in the place of the code: it would compile nowhere.
    Mutant(usize),
    /// That of a site with these mutants.
    Site(Vec<usize>),
}

/// Whose code stands at a byte of rewritten code, by the innermost comment. What is nobody's is taken
/// for the head of a function, whose body is the next site.
pub(super) fn blamed(code: &str, at: usize) -> Blamed {
    let mut open = Vec::new();
    let (before, after) = code.split_at_checked(at).unwrap_or((code, ""));
    for (start, _) in before.match_indices("/*") {
        match code.as_bytes().get(start + 2) {
            Some(b'<' | b'[') => open.push(start + 3),
            Some(b'>' | b']') => {
                open.pop();
            }
            _ => {}
        }
    }
    let next = || after.find("/*[").map(|start| at + start + 3);
    let innermost = open.pop().or_else(next);
    let Some(start) = innermost else {
        return Blamed::Site(Vec::new());
    };
    let list = code[start..].split_once("*/").map_or("", |(list, _)| list);
    match (code.as_bytes()[start - 1], parse(list).as_slice()) {
        (b'<', &[number]) => Blamed::Mutant(number),
        (_, numbers) => Blamed::Site(numbers.to_vec()),
    }
}

fn parse(list: &str) -> Vec<usize> {
    list.split(',')
        .filter_map(|text| text.parse().ok())
        .collect()
}

struct Text<'a> {
    text: &'a str,
    sites: &'a [Site],
}

impl Text<'_> {
    /// The text of a range with the switches of the sites in it, from the site with this index on.
    fn render(&self, range: Range<usize>, from: usize) -> String {
        let mut out = String::new();
        let mut at = range.start;
        for (index, site) in self.sites.iter().enumerate().skip(from) {
            if site.range.start > range.end {
                break;
            }
            if site.range.start >= at && site.range.end <= range.end {
                out.push_str(&self.text[at..site.range.start]);
                out.push_str(&self.site(site, index + 1));
                at = site.range.end;
            }
        }
        out.push_str(&self.text[at..range.end]);
        out
    }

    /// A site's code; those inside it begin at this index.
    fn site(&self, site: &Site, inner: usize) -> String {
        let render = |range: &Range<usize>| self.render(range.clone(), inner);
        let (numbers, code) = match &site.change {
            Change::Body(choices) => (numbers(choices), body(choices, &render(&site.range))),
            Change::Opaque(choices) => (numbers(choices), opaque(choices, &render(&site.range))),
            Change::Operator {
                left,
                operator,
                right,
                choices,
            } => {
                let code = operators(&render(left), operator, &render(right), choices);
                (numbers(choices), code)
            }
            Change::Lazy {
                left,
                is_or,
                right,
                number,
            } => {
                let code = lazy(&render(left), *is_or, &render(right), *number);
                (number.to_string(), code)
            }
            Change::Unary {
                operator,
                operand,
                number,
            } => {
                let operand = render(operand);
                let with = on(*number);
                let code = format!(
                    "(if {with} {{/*<{number}*/{operand}/*>*/}} else {{{operator}{operand}}})"
                );
                (number.to_string(), code)
            }
            Change::Arm(number) => (number.to_string(), format!(" if !{}", on(*number))),
            Change::Guard { always, never } => guard(*always, *never, &render(&site.range)),
        };
        format!("/*[{numbers}*/{code}/*]*/")
    }
}

fn on(number: usize) -> String {
    format!("crate::mutant::on({number})")
}

fn numbers(choices: &[Choice]) -> String {
    let numbers: Vec<String> = choices
        .iter()
        .map(|(number, _)| number.to_string())
        .collect();
    numbers.join(",")
}

fn body(choices: &[Choice], inner: &str) -> String {
    let returns = choices.iter().map(|(number, replacement)| {
        let with = on(*number);
        format!(" if {with} {{/*<{number}*/return {replacement};/*>*/}}")
    });
    let mut code: String = returns.collect();
    code.push_str(inner);
    code
}

/// Iterators of different types can stand in one place only if each is a case of an enum.
fn opaque(choices: &[Choice], inner: &str) -> String {
    let mut code = format!("{{{inner}}}");
    for (number, replacement) in choices.iter().rev() {
        let (with, either) = (on(*number), "crate::mutant::Either");
        code = format!(
            "if {with} {{{either}::Left(/*<{number}*/{replacement}/*>*/)}} \
             else {{{either}::Right({code})}}"
        );
    }
    code
}

/// The operands stand in every branch, so that nothing changes in what the compiler makes of them.
fn operators(left: &str, operator: &str, right: &str, choices: &[Choice]) -> String {
    let changed = choices.iter().map(|(number, other)| {
        let with = on(*number);
        format!("if {with} {{/*<{number}*/({left}) {other} ({right})/*>*/}} else ")
    });
    let changed: String = changed.collect();
    format!("({changed}{{({left}) {operator} ({right})}})")
}

/// With `&&` the right side is looked at if the left one holds, with `||` if it does not.
fn lazy(left: &str, is_or: bool, right: &str, number: usize) -> String {
    let (with, compare) = (on(number), if is_or { "==" } else { "!=" });
    format!(
        "({{let __left: bool = {left}; if __left {compare} {with} {{{right}}} else {{__left}}}})"
    )
}

fn guard(always: Option<usize>, never: Option<usize>, guard: &str) -> (String, String) {
    let numbers: Vec<String> = always.iter().chain(&never).map(usize::to_string).collect();
    let never = never.map_or_else(String::new, |number| format!("!{} && ", on(number)));
    let always = always.map_or_else(String::new, |number| format!("{} || ", on(number)));
    (numbers.join(","), format!("({always}({never}({guard})))"))
}

#[cfg(test)]
mod tests {
    use super::super::list::Mutant;
    use super::{Blamed, blamed, rewrite, switched};

    /// A mutant at the first place of a text.
    fn mutant(number: usize, code: &str, at: &str, genre: &str, replacement: &str) -> Mutant {
        let start = code.find(at).expect("its place");
        Mutant {
            number,
            name: String::new(),
            package: String::new(),
            file: String::new(),
            genre: genre.to_owned(),
            span: (1, start)..(1, start + 1),
            replacement: replacement.to_owned(),
        }
    }

    fn rewritten(code: &str, mutants: &[Mutant]) -> String {
        let mutants: Vec<&Mutant> = mutants.iter().collect();
        let new = rewrite(code, &mutants).expect("a file");
        syn::parse_file(&new).unwrap_or_else(|error| panic!("{error}: {new}"));
        new.replace("crate::mutant::", "")
    }

    #[test]
    fn each_kind_of_change_has_its_switch() {
        let cases = [
            (
                "fn f() -> u8 { g() }",
                ("g", "FnValue", "0"),
                "fn f() -> u8 {/*[1*/ if on(1) {/*<1*/return 0;/*>*/} g() /*]*/}",
            ),
            (
                "fn f() -> impl Iterator<Item = u8> { g() }",
                ("g", "FnValue", "empty()"),
                "fn f() -> impl Iterator<Item = u8> {/*[1*/if on(1) \
                 {Either::Left(/*<1*/empty()/*>*/)} else {Either::Right({ g() })}/*]*/}",
            ),
            (
                "fn f() { x += 1; }",
                ("+=", "BinaryOperator", "-="),
                "fn f() { /*[1*/(if on(1) {/*<1*/(x) -= (1)/*>*/} else {(x) += (1)})/*]*/; }",
            ),
            (
                "fn f() { a && b }",
                ("&&", "BinaryOperator", "||"),
                "fn f() { /*[1*/({let __left: bool = a; if __left != on(1) {b} else {__left}})/*]*/ }",
            ),
            (
                "fn f() { a || b }",
                ("||", "BinaryOperator", "&&"),
                "fn f() { /*[1*/({let __left: bool = a; if __left == on(1) {b} else {__left}})/*]*/ }",
            ),
            (
                "fn f() { !a }",
                ("!", "UnaryOperator", ""),
                "fn f() { /*[1*/(if on(1) {/*<1*/a/*>*/} else {!a})/*]*/ }",
            ),
            (
                "fn f() { match a { 1 => 2, _ => 3 } }",
                ("1", "MatchArm", ""),
                "fn f() { match a { 1/*[1*/ if !on(1)/*]*/ => 2, _ => 3 } }",
            ),
            (
                "fn f() { match a { 1 if b => 2, _ => 3 } }",
                ("b", "MatchArmGuard", "false"),
                "fn f() { match a { 1 if /*[1*/((!on(1) && (b)))/*]*/ => 2, _ => 3 } }",
            ),
        ];
        for (code, (at, genre, replacement), wanted) in cases {
            let mutants = [mutant(1, code, at, genre, replacement)];
            assert_eq!(rewritten(code, &mutants), wanted);
        }
    }

    #[test]
    fn what_no_switch_can_reach_is_left_alone() {
        let cases = [
            ("const A: u8 = 1 + 2;", ("+", "BinaryOperator", "-")),
            ("const fn f() -> u8 { 1 + 2 }", ("+", "BinaryOperator", "-")),
            ("const fn f() -> u8 { g() }", ("g", "FnValue", "0")),
            ("fn f() { [0; 1 + 2] }", ("+", "BinaryOperator", "-")),
            (
                "fn f() { if let Some(a) = b && a {} }",
                ("&&", "BinaryOperator", "||"),
            ),
            (
                "fn f() -> impl Iterator { if a { return b; } c }",
                ("if", "FnValue", "empty()"),
            ),
        ];
        for (code, (at, genre, replacement)) in cases {
            let mutants = [mutant(1, code, at, genre, replacement)];
            assert_eq!(rewritten(code, &mutants), code);
        }
    }

    #[test]
    fn sites_lie_in_each_other_and_complaints_find_the_innermost() {
        let code = "fn f() -> bool { a + b == c }";
        let mutants = [
            mutant(1, code, "a", "FnValue", "true"),
            mutant(2, code, "+", "BinaryOperator", "-"),
            mutant(3, code, "==", "BinaryOperator", "!="),
        ];
        let new = rewritten(code, &mutants);
        assert_eq!(switched(&new), [1, 2, 3]);
        for (at, wanted) in [
            ("true", Blamed::Mutant(1)),
            ("(a) - (b)", Blamed::Mutant(2)),
            ("(a) + (b)", Blamed::Site(vec![2])),
            (" != (c)", Blamed::Mutant(3)),
            (" == (c)", Blamed::Site(vec![3])),
            ("fn", Blamed::Site(vec![1])),
        ] {
            assert_eq!(blamed(&new, new.find(at).expect(at)), wanted, "{at}");
        }
    }
}
