//! For build scripts: generate while Cargo builds.
//!
//! ```no_run
//! // The body of `main` in build.rs:
//! trueup_codegen::build::Build::new("../../schemas/process_with_rooms.schema.json")
//!     .write_to_out_dir("process_with_rooms.rs");
//! ```
//!
//! and in the crate: `include!(concat!(env!("OUT_DIR"), "/process_with_rooms.rs"));`

use std::panic::Location;
use std::path::{Path, PathBuf};

use trueup_schema::SchemaSet;

use crate::{Generator, Settings};

/// One schema to generate from in a build script.
#[derive(Clone, Debug)]
pub struct Build {
    schema: PathBuf,
    generator: Generator,
    /// Where in the build script the settings stand.
    settings_at: Option<&'static Location<'static>>,
}

impl Build {
    /// Generates from a schema file; the path is relative to the package, where Cargo runs build
    /// scripts.
    #[must_use]
    pub fn new(schema: impl Into<PathBuf>) -> Self {
        Self {
            schema: schema.into(),
            generator: Generator::new().command("cargo build"),
            settings_at: None,
        }
    }

    /// Generates by these settings. What is wrong with them is told with the line of this call.
    ///
    /// ```no_run
    /// use trueup_codegen::Settings;
    /// use trueup_codegen::build::Build;
    /// use trueup_codegen::settings::Numbers;
    ///
    /// Build::new("order.schema.json")
    ///     .settings(Settings {
    ///         numbers: Numbers::Native,
    ///         ..Settings::default()
    ///     })
    ///     .write_to_out_dir("order.rs");
    /// ```
    #[must_use]
    #[track_caller]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings_at = Some(Location::caller());
        self.generator = self.generator.settings(settings);
        self
    }

    /// Uses a generator with settings of its own.
    #[must_use]
    pub fn generator(mut self, generator: Generator) -> Self {
        self.generator = generator;
        self
    }

    /// Writes the file into Cargo's `OUT_DIR` and has Cargo run the script again when the schema
    /// or a file that it refers to changes. Any trouble ends the build with one message that names the schema's file and line.
    #[expect(
        clippy::print_stdout,
        reason = "this is how a build script speaks to Cargo"
    )]
    pub fn write_to_out_dir(&self, file: &str) {
        println!("cargo::rerun-if-changed={}", self.schema.display());
        if let Err(message) = self.try_write(file) {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            std::process::exit(1);
        }
    }

    fn try_write(&self, file: &str) -> Result<(), String> {
        let out =
            std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: this is for build scripts")?;
        let code = self.generate()?;
        let path = Path::new(&out).join(file);
        std::fs::write(&path, code).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The files whose change makes the generated text old: the schema and what it refers to.
    #[expect(
        clippy::print_stdout,
        reason = "this is how a build script speaks to Cargo"
    )]
    fn watch(set: &SchemaSet) {
        for file in set.files().filter(|file| !file.built_in).skip(1) {
            println!("cargo::rerun-if-changed={}", file.name);
        }
    }

    /// The generated text. The file is called by its name alone, so that the text does not depend
    /// on where the package stands.
    fn generate(&self) -> Result<String, String> {
        let set = SchemaSet::from_path(&self.schema).map_err(|error| error.to_string())?;
        Self::watch(&set);
        self.generator
            .generate(&set)
            .map_err(|error| match self.settings_at {
                Some(at) if !error.at_setting().is_empty() => {
                    format!("{}:{}: {error}", at.file(), at.line())
                }
                _ => error.to_string(),
            })
    }
}
