//! The second module: memory, table and globals are those of the first one, and so is every function that stays there.

use super::graph::Graph;
use super::table_name;
use crate::Outcome;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, FunctionSection, ImportSection, Module, TypeSection,
};
use wasmparser::{Parser, Payload};

/// The name under which boot.js gives the first module's exports.
const FROM: &str = "m";

struct Late {
    /// Where each function of the whole is here.
    places: Vec<u32>,
}

impl Reencode for Late {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.places[function as usize])
    }
}

/// Writes the module.
pub fn module(wasm: &[u8], graph: &Graph, moved: &[u32], doors: &[u32], calls: &[u32]) -> Outcome<Vec<u8>> {
    let mut places = vec![u32::MAX; graph.types.len()];
    for (place, function) in calls.iter().chain(moved).enumerate() {
        places[*function as usize] = place as u32;
    }
    let mut late = Late { places };
    write(&mut late, wasm, graph, moved, doors, calls).map_err(|error| format!("Splitting failed: {error}."))
}

fn write(
    late: &mut Late,
    wasm: &[u8],
    graph: &Graph,
    moved: &[u32],
    doors: &[u32],
    calls: &[u32],
) -> Result<Vec<u8>, Error<Infallible>> {
    let (mut types, mut code, mut next) = (TypeSection::new(), CodeSection::new(), graph.imported);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(section) => late.parse_type_section(&mut types, section)?,
            Payload::CodeSectionEntry(body) => {
                if moved.binary_search(&next).is_ok() {
                    late.parse_function_body(&mut code, body)?;
                }
                next += 1;
            }
            _ => {}
        }
    }
    let mut functions = FunctionSection::new();
    for function in moved {
        functions.function(graph.types[*function as usize]);
    }
    let mut elements = ElementSection::new();
    let filled: Vec<u32> = doors.iter().map(|door| late.places[*door as usize]).collect();
    elements.active(Some(graph.table), &ConstExpr::i32_const(graph.slots as i32), Elements::Functions(filled.into()));
    let mut module = Module::new();
    module.section(&types).section(&imports(late, graph, doors, calls)?);
    module.section(&functions).section(&elements).section(&code);
    Ok(module.finish())
}

fn imports(late: &mut Late, graph: &Graph, doors: &[u32], calls: &[u32]) -> Result<ImportSection, Error<Infallible>> {
    let mut imports = ImportSection::new();
    for (number, function) in calls.iter().enumerate() {
        imports.import(FROM, &format!("l{number}"), EntityType::Function(graph.types[*function as usize]));
    }
    if let Some(memory) = graph.memory {
        imports.import(FROM, "memory", EntityType::Memory(late.memory_type(memory)?));
    }
    for (place, global) in graph.globals.iter().enumerate() {
        imports.import(FROM, &format!("lg{place}"), EntityType::Global(late.global_type(*global)?));
    }
    for (place, table) in graph.tables.iter().enumerate() {
        let mut of = late.table_type(*table)?;
        if place as u32 == graph.table {
            (of.minimum, of.maximum) =
                (of.minimum + doors.len() as u64, of.maximum.map(|most| most + doors.len() as u64));
        }
        imports.import(FROM, &table_name(graph, place as u32), EntityType::Table(of));
    }
    Ok(imports)
}
