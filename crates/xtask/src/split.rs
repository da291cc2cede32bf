//! Parts the page's WebAssembly in two: what runs before the first paint, and what runs only behind certain functions,
//! the doors, such as the view of the report. The second module is fetched after the first paint and fills the doors'
//! places in the first one's table; until then a call of a door would trap, so the page draws nothing behind one.

mod graph;
mod late;

use crate::Outcome;
use graph::Graph;
use std::convert::Infallible;
use wasm_encoder::reencode::{utils, Error, Reencode};
use wasm_encoder::{CodeSection, ExportKind, ExportSection, Function, FunctionSection, Module, TableType};
use wasmparser::{CodeSectionReader, CustomSectionReader, ExportSectionReader, FunctionSectionReader, Parser};

/// The name under which the first module exports its table of functions; boot.js looks for it.
pub const TABLE: &str = "late";

/// Functions that are called only once the second module is there, as their demangled names end.
pub const DOORS: [&str; 40] = [
    "asking::worths",
    "doors::checked",
    "doors::judged",
    "doors::listed",
    "doors::mounted::exported",
    "next_open",
    "sought",
    "report::answers_csv::answers_csv",
    "report::csv::csv",
    "report::ics::ics",
    "shell::dom::reveal",
    "shell::dom::styles",
    "shell::focus::follow",
    "shell::focus::keep",
    "shell::focus::note",
    "shell::keys::listen",
    "shell::keys::pressed",
    "shelf::foresee",
    "timeline::forecast::forecast",
    "timeline::help::helps",
    "views::approach::approach",
    "views::compare::view",
    "views::coverage::coverage",
    "views::documents::documents",
    "views::findings::findings",
    "views::glossary::glossary",
    "views::report::document",
    "views::schema::schema",
    "views::plan::plan",
    "views::kept::drawn",
    "views::regions::regions",
    "views::report::report",
    "views::section::all",
    "views::section::section",
    "views::standing::preview",
    "views::tasks::tasks",
    "views::timeline::timeline",
    "doors::foreseen",
    "views::work",
    "report::markdown::markdown",
];

/// Views that are drawn before the second module is there, or that both draw.
const EARLY: [&str; 9] = ["Screen", "compare", "heard", "html", "node", "plans", "standing", "start", "words"];

/// Whether a closure belongs to a view that only the second module draws. `parts` has closures of all views.
/// Floats are written by nothing before: serde could do it in a message that serde_json words itself.
fn is_late(name: &str) -> bool {
    if name.starts_with("<f64 as core") && name.ends_with("Display>::fmt") {
        return true;
    }
    let views = name.split("views::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    });
    let mut views = views.filter(|view| *view != "parts").peekable();
    views.peek().is_some() && views.all(|view| !EARLY.contains(&view))
}

/// The name of a table between the two modules.
fn table_name(graph: &Graph, table: u32) -> String {
    if table == graph.table {
        return TABLE.to_owned();
    }
    format!("lt{table}")
}

/// Both modules, the first one first.
pub fn split(wasm: &[u8]) -> Outcome<(Vec<u8>, Vec<u8>)> {
    let graph = Graph::of(wasm)?;
    let mut doors = graph.named(&DOORS)?;
    let closures = graph.closures(is_late).into_iter().filter(|one| !doors.contains(one));
    doors.extend(closures.collect::<Vec<_>>());
    let moved = graph.only_behind(&doors);
    let calls = graph.called_by(&moved);
    let mut first =
        First { graph: &graph, places: graph.places(&moved, &doors), moved: &moved, doors: &doors, calls: &calls };
    let mut module = Module::new();
    first
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| format!("Splitting failed: {error}."))?;
    let late = late::module(wasm, &graph, &moved, &doors, &calls)?;
    Ok((module.finish(), late))
}

/// The first module: all but what is moved, with a call through the table in the place of each door.
struct First<'a> {
    graph: &'a Graph,
    /// Where each function is afterwards.
    places: Vec<u32>,
    moved: &'a [u32],
    doors: &'a [u32],
    /// Functions that the second module calls.
    calls: &'a [u32],
}

impl First<'_> {
    /// Whether a function keeps a place: it stays, or it is a door.
    fn stays(&self, function: u32) -> bool {
        self.moved.binary_search(&function).is_err() || self.doors.contains(&function)
    }

    fn door(&self, function: u32, slot: u32) -> Function {
        let mut body = Function::new([]);
        let mut write = body.instructions();
        for param in 0..self.graph.params(function) {
            write.local_get(param);
        }
        write.i32_const(slot as i32);
        write.call_indirect(self.graph.table, self.graph.types[function as usize]);
        write.end();
        body
    }
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.places[function as usize])
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result<(), Error<Infallible>> {
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for function in self.graph.defined() {
            if self.stays(function) {
                out.function(self.graph.types[function as usize]);
            }
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        out: &mut CodeSection,
        bodies: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (function, body) in self.graph.defined().zip(bodies) {
            let body = body?;
            if let Some(door) = self.doors.iter().position(|door| *door == function) {
                out.function(&self.door(function, self.graph.slots + door as u32));
            } else if self.stays(function) {
                self.parse_function_body(out, body)?;
            }
        }
        Ok(())
    }

    fn table_type(&mut self, table: wasmparser::TableType) -> Result<TableType, Error<Infallible>> {
        let mut of = utils::table_type(self, table)?;
        if table.element_type.is_func_ref() {
            let more = self.doors.len() as u64;
            (of.minimum, of.maximum) = (of.minimum + more, of.maximum.map(|most| most + more));
        }
        Ok(of)
    }

    fn parse_export_section(
        &mut self,
        out: &mut ExportSection,
        exports: ExportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        utils::parse_export_section(self, out, exports)?;
        for (number, function) in self.calls.iter().enumerate() {
            out.export(&format!("l{number}"), ExportKind::Func, self.places[*function as usize]);
        }
        for global in 0..self.graph.globals.len() as u32 {
            out.export(&format!("lg{global}"), ExportKind::Global, global);
        }
        for table in 0..self.graph.tables.len() as u32 {
            out.export(&table_name(self.graph, table), ExportKind::Table, table);
        }
        Ok(())
    }
}
