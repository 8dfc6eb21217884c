//! Where in a file its mutants are, and what a switch needs to know of each such place.
//!
//! In: a file's text and its mutants. Out: its sites, each with the bytes that are replaced. A
//! mutant belongs to a site when both begin at the same character. What has no site is left for a
//! build of its own: constants and `const fn`, which no switch can reach, and fields of structs.

use std::collections::HashMap;
use std::ops::Range;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, Pat, ReturnType, Signature, Type};

use super::list::{Mutant, Place};

/// A mutant of a site: its number, and what stands there instead.
pub(super) type Choice = (usize, String);

/// A place whose code is made to depend on the switch.
#[derive(Debug)]
pub(super) struct Site {
    /// The bytes that are replaced; none where something is only added.
    pub(super) range: Range<usize>,
    pub(super) change: Change,
}

/// What is changed at a site.
#[derive(Debug)]
pub(super) enum Change {
    /// The body of a function, without its braces.
    Body(Vec<Choice>),
    /// The body of a function whose type is only named by a trait: `impl Iterator`.
    Opaque(Vec<Choice>),
    /// An operator between two operands.
    Operator {
        left: Range<usize>,
        operator: String,
        right: Range<usize>,
        choices: Vec<Choice>,
    },
    /// `&&`, or `||`, which becomes the other one.
    Lazy {
        left: Range<usize>,
        is_or: bool,
        right: Range<usize>,
        number: usize,
    },
    /// An operator before its operand, which is left out.
    Unary {
        operator: String,
        operand: Range<usize>,
        number: usize,
    },
    /// The end of an arm's pattern; the arm is left out.
    Arm(usize),
    /// A guard, which always holds or never does.
    Guard {
        always: Option<usize>,
        never: Option<usize>,
    },
}

/// The sites of a file, the outer before the inner ones.
///
/// # Errors
/// Where the file is no Rust.
pub(super) fn sites(text: &str, mutants: &[&Mutant]) -> syn::Result<Vec<Site>> {
    let file = syn::parse_file(text)?;
    let mut finder = Finder {
        mutants: HashMap::new(),
        sites: Vec::new(),
    };
    for mutant in mutants {
        let at = finder
            .mutants
            .entry((mutant.genre.as_str(), mutant.span.start));
        at.or_default()
            .push((mutant.number, mutant.replacement.clone()));
    }
    finder.visit_file(&file);
    let key = |site: &Site| (site.range.start, usize::MAX - site.range.end);
    finder.sites.sort_by_key(key);
    Ok(finder.sites)
}

struct Finder<'a> {
    mutants: HashMap<(&'a str, Place), Vec<Choice>>,
    sites: Vec<Site>,
}

impl Finder<'_> {
    fn choices(&mut self, genre: &'static str, span: Span) -> Vec<Choice> {
        let start = span.start();
        let key = (genre, (start.line, start.column));
        self.mutants.remove(&key).unwrap_or_default()
    }

    fn push(&mut self, range: Range<usize>, change: Change) {
        self.sites.push(Site { range, change });
    }

    fn function(&mut self, signature: &Signature, block: &Block) {
        if signature.constness.is_some() {
            return;
        }
        if let Some(first) = block.stmts.first() {
            let choices = self.choices("FnValue", first.span());
            let inner = block.brace_token.span.open().byte_range().end
                ..block.brace_token.span.close().byte_range().start;
            if is_opaque(&signature.output) {
                if !returns(block) && !choices.is_empty() {
                    self.push(inner, Change::Opaque(choices));
                }
            } else if !choices.is_empty() {
                self.push(inner, Change::Body(choices));
            }
        }
        self.visit_block(block);
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
    }

    // Constants, lengths of arrays and what stands in patterns is fixed while compiling.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'ast syn::TraitItemConst) {}
    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}
    fn visit_type(&mut self, _: &'ast Type) {}

    fn visit_expr_repeat(&mut self, repeat: &'ast syn::ExprRepeat) {
        self.visit_expr(&repeat.expr);
    }

    fn visit_pat(&mut self, pattern: &'ast Pat) {
        if let Pat::Guard(guarded) = pattern {
            self.visit_expr(&guarded.guard);
        }
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let choices = self.choices("BinaryOperator", binary.op.span());
        let (left, right) = (
            binary.left.span().byte_range(),
            binary.right.span().byte_range(),
        );
        let range = left.start..right.end;
        match (binary.op, choices.as_slice()) {
            (_, []) => {}
            (BinOp::And(_) | BinOp::Or(_), &[(number, _)]) => {
                // What `let` binds in a chain is used by what follows, so `||` cannot stand there.
                if !binds(&binary.left) && !binds(&binary.right) {
                    let is_or = matches!(binary.op, BinOp::Or(_));
                    let change = Change::Lazy {
                        left,
                        is_or,
                        right,
                        number,
                    };
                    self.push(range, change);
                }
            }
            _ => {
                let operator = source_text(binary.op.span());
                let change = Change::Operator {
                    left,
                    operator,
                    right,
                    choices,
                };
                self.push(range, change);
            }
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        let choices = self.choices("UnaryOperator", unary.op.span());
        if let &[(number, _)] = choices.as_slice() {
            let operand = unary.expr.span().byte_range();
            let range = unary.op.span().byte_range().start..operand.end;
            let operator = source_text(unary.op.span());
            let change = Change::Unary {
                operator,
                operand,
                number,
            };
            self.push(range, change);
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_match(&mut self, whole: &'ast syn::ExprMatch) {
        // An arm that nothing else stands in for cannot be left out.
        if whole.arms.iter().any(|arm| matches!(arm.pat, Pat::Wild(_))) {
            for arm in &whole.arms {
                if let Some((number, _)) = self.choices("MatchArm", arm.span()).pop() {
                    let end = arm.pat.span().byte_range().end;
                    self.push(end..end, Change::Arm(number));
                }
            }
        }
        visit::visit_expr_match(self, whole);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        if let Pat::Guard(guarded) = &arm.pat {
            let span = guarded.guard.span();
            let choices = self.choices("MatchArmGuard", span);
            let with = |value: &str| {
                let choice = choices.iter().find(|(_, text)| text == value);
                choice.map(|(number, _)| *number)
            };
            let (always, never) = (with("true"), with("false"));
            if always.is_some() || never.is_some() {
                self.push(span.byte_range(), Change::Guard { always, never });
            }
        }
        visit::visit_arm(self, arm);
    }
}

fn source_text(span: Span) -> String {
    span.source_text().unwrap_or_default()
}

/// Whether an operand is part of a chain with a `let`.
fn binds(operand: &Expr) -> bool {
    match operand {
        Expr::Let(_) => true,
        Expr::Binary(binary) => binds(&binary.left) || binds(&binary.right),
        _ => false,
    }
}

fn is_opaque(output: &ReturnType) -> bool {
    matches!(output, ReturnType::Type(_, kind) if matches!(**kind, Type::ImplTrait(_)))
}

/// Whether a body has a `return` of its own, past which its value cannot be wrapped.
fn returns(block: &Block) -> bool {
    struct Returns(bool);
    impl<'ast> Visit<'ast> for Returns {
        fn visit_expr_return(&mut self, _: &'ast syn::ExprReturn) {
            self.0 = true;
        }
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut found = Returns(false);
    found.visit_block(block);
    found.0
}
