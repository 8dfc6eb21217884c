//! Mutants by the hundred: all in one build, and each run against the tests that reach it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::build::{self, Complaint, Program};
use super::copy::Copy;
use super::cover::{self, Test};
use super::list::Mutant;
use super::rewrite::{self, Blamed};
use super::run::{self, Ended};
use super::say;
use super::verdict::Verdict;

/// How often mutants are taken out before the work is given up.
const ROUNDS: usize = 40;

/// Tests that take less than this share a process.
const QUICK: Duration = Duration::from_millis(80);

/// The build with all the mutants that can be switched on in it.
pub(super) struct Switched {
    /// The mutants that are in it.
    numbers: BTreeSet<usize>,
    /// Those that are no Rust.
    unviable: BTreeSet<usize>,
    programs: Vec<Program>,
    tests: Vec<Test>,
}

/// Tests that run in one process.
struct Step<'a> {
    program: usize,
    names: Vec<&'a str>,
    took: Duration,
}

impl Switched {
    /// Builds the copy of the repository in this folder, and looks at what each test reaches.
    ///
    /// # Errors
    /// What does not build, or which test fails, in words.
    pub(super) fn new(
        root: &Path,
        folder: &Path,
        packages: &[&str],
        mutants: &[Mutant],
    ) -> Result<Self, String> {
        let mut files: BTreeMap<&str, Vec<&Mutant>> = BTreeMap::new();
        for mutant in mutants {
            files.entry(&mutant.file).or_default().push(mutant);
        }
        let but = files.keys().copied().collect();
        let copy = Copy::new(root, folder.join("tree"), &but).map_err(|error| error.to_string())?;
        let mut builder = Builder {
            root,
            copy,
            files,
            codes: BTreeMap::new(),
            unviable: BTreeSet::new(),
            count: mutants.len() + 1,
        };
        let programs = builder.build(packages)?;
        let numbers = builder
            .codes
            .values()
            .flat_map(|code| rewrite::switched(code));
        let numbers: BTreeSet<usize> = numbers.collect();
        say(&format!("{} of them in one build", numbers.len()));
        let tests = cover::tests(&programs, folder)?;
        say(&format!("{} tests", tests.len()));
        Ok(Self {
            numbers,
            unviable: builder.unviable,
            programs,
            tests,
        })
    }

    /// Leaves out the tests that take longer than this.
    pub(super) fn leave_out(&mut self, longest: Duration) {
        self.tests.retain(|test| test.took <= longest);
    }

    /// Whether this build says anything of a mutant.
    pub(super) fn knows(&self, mutant: &Mutant) -> bool {
        self.numbers.contains(&mutant.number) || self.unviable.contains(&mutant.number)
    }

    /// Runs the tests that reach a mutant with it on, the quickest first, until one fails.
    pub(super) fn judge(&self, mutant: &Mutant) -> Verdict {
        if self.unviable.contains(&mutant.number) {
            return Verdict::Unviable;
        }
        let steps = self.steps(mutant);
        if steps.is_empty() {
            return Verdict::Unreached;
        }
        let number = OsString::from(mutant.number.to_string());
        for step in steps {
            let program = &self.programs[step.program];
            let patience = Duration::from_secs(5) + step.took * 10;
            match run::run(program, &step.names, ("TRUEUP_MUTANT", &number), patience) {
                Ended::Passed => {}
                Ended::Failed => return Verdict::Caught,
                Ended::TimedOut => return Verdict::TimedOut,
            }
        }
        Verdict::Missed
    }

    fn steps(&self, mutant: &Mutant) -> Vec<Step<'_>> {
        let mut quick: BTreeMap<usize, Step<'_>> = BTreeMap::new();
        let mut steps = Vec::new();
        for test in &self.tests {
            if !test.reaches.contains(&mutant.number) {
                continue;
            }
            let step = Step {
                program: test.program,
                names: Vec::new(),
                took: Duration::ZERO,
            };
            if test.took < QUICK {
                let step = quick.entry(test.program).or_insert(step);
                step.names.push(&test.name);
                step.took += test.took;
            } else {
                steps.push(Step {
                    names: vec![&test.name],
                    took: test.took,
                    ..step
                });
            }
        }
        steps.extend(quick.into_values());
        let own = |step: &Step<'_>| self.programs[step.program].package == mutant.package;
        steps.sort_by_key(|step| (step.took > Duration::from_secs(1), !own(step), step.took));
        steps
    }
}

struct Builder<'a> {
    root: &'a Path,
    copy: Copy,
    files: BTreeMap<&'a str, Vec<&'a Mutant>>,
    codes: BTreeMap<&'a str, String>,
    unviable: BTreeSet<usize>,
    /// One more than the highest number.
    count: usize,
}

impl Builder<'_> {
    /// Builds again and again, without the mutants that the compiler complains of.
    fn build(&mut self, packages: &[&str]) -> Result<Vec<Program>, String> {
        self.write_all()?;
        for _ in 0..ROUNDS {
            match build::tests(&self.copy, packages) {
                Ok(programs) => return Ok(programs),
                Err(complaints) => self.take_out(&complaints)?,
            }
        }
        Err("there is no end of mutants that do not compile".to_owned())
    }

    fn take_out(&mut self, complaints: &[Complaint]) -> Result<(), String> {
        let mut out = BTreeSet::new();
        for complaint in complaints {
            let Some((file, at)) = &complaint.place else {
                continue;
            };
            let code = self.codes.get(file.as_str());
            match code.map(|code| rewrite::blamed(code, *at)) {
                Some(Blamed::Mutant(number)) => {
                    self.unviable.insert(number);
                    out.insert(number);
                }
                Some(Blamed::Site(numbers)) => out.extend(numbers),
                None => {}
            }
        }
        if out.is_empty() {
            return Err(format!("the copy does not build: {complaints:#?}"));
        }
        say(&format!("{} cannot be switched", out.len()));
        for mutants in self.files.values_mut() {
            mutants.retain(|mutant| !out.contains(&mutant.number));
        }
        self.write_all()
    }

    fn write_all(&mut self) -> Result<(), String> {
        let mut roots = BTreeSet::new();
        for (file, mutants) in &self.files {
            let text = fs::read_to_string(self.root.join(file));
            let text = text.map_err(|error| format!("{file}: {error}"))?;
            let mut code =
                rewrite::rewrite(&text, mutants).map_err(|error| format!("{file}: {error}"))?;
            // `crates/NAME/src/…` belongs to the crate whose root is `crates/NAME/src/lib.rs`.
            if let Some((package, _)) = file.split_once("/src/") {
                roots.insert(format!("{package}/src"));
            }
            if file.ends_with("/src/lib.rs") {
                code = with_switch(&code);
            }
            self.write(file, &code)?;
            self.codes.insert(file, code);
        }
        for source in roots {
            let file = format!("{source}/lib.rs");
            if !self.files.contains_key(file.as_str()) {
                let text = fs::read_to_string(self.root.join(&file));
                let text = text.map_err(|error| format!("{file}: {error}"))?;
                self.write(&file, &with_switch(&text))?;
            }
            let switch = include_str!("switch.rs").replace("COUNT]", &format!("{}]", self.count));
            let switch = switch.replace("; COUNT", &format!("; {}", self.count));
            self.write(&format!("{source}/mutant.rs"), &switch)?;
        }
        Ok(())
    }

    fn write(&self, file: &str, code: &str) -> Result<(), String> {
        let written = self.copy.write(file, code.as_bytes());
        written.map_err(|error| format!("{file}: {error}"))
    }
}

/// The root of a crate with the switch in it. What the compiler sees to be wrong only when a mutant
/// is on, such as a number that is too large, is left to the tests.
fn with_switch(root: &str) -> String {
    format!(
        "#![allow(warnings, arithmetic_overflow, unconditional_panic, overflowing_literals)] {root}\nmod mutant;\n"
    )
}
