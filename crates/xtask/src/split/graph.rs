//! Who calls whom in a WebAssembly module, and what can be reached only through certain functions.

use crate::Outcome;
use rustc_demangle::demangle;
use wasmparser::{ElementItems, ElementKind, ExternalKind, GlobalType, KnownCustom, MemoryType, Name, Operator};
use wasmparser::{Parser, Payload, TableType, TypeRef};

/// What splitting has to know of a module.
#[derive(Default)]
pub struct Graph {
    /// The type of each function, imported ones first.
    pub types: Vec<u32>,
    pub imported: u32,
    /// The table of functions, and how many places it has.
    pub table: u32,
    pub slots: u32,
    pub tables: Vec<TableType>,
    pub globals: Vec<GlobalType>,
    pub memory: Option<MemoryType>,
    /// Parameters of each type.
    params: Vec<u32>,
    /// What each function calls directly.
    calls: Vec<Vec<u32>>,
    /// Bytes of each function with a body.
    sizes: Vec<usize>,
    /// What can be called from outside, or through the table.
    roots: Vec<u32>,
    names: Vec<(u32, String)>,
}

impl Graph {
    pub fn of(wasm: &[u8]) -> Outcome<Self> {
        let mut graph = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload.map_err(|error| format!("The WebAssembly cannot be read: {error}."))?;
            graph.section(payload).map_err(|error| format!("The WebAssembly cannot be read: {error}."))?;
        }
        Ok(graph)
    }

    fn section(&mut self, payload: Payload<'_>) -> wasmparser::Result<()> {
        match payload {
            Payload::TypeSection(types) => {
                for of in types.into_iter_err_on_gc_types() {
                    self.params.push(of?.params().len() as u32);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    if let TypeRef::Func(of) = import?.ty {
                        self.types.push(of);
                        self.calls.push(Vec::new());
                        self.imported += 1;
                    }
                }
            }
            Payload::FunctionSection(types) => {
                for of in types {
                    self.types.push(of?);
                }
            }
            Payload::TableSection(tables) => {
                for (place, table) in tables.into_iter().enumerate() {
                    let of = table?.ty;
                    self.tables.push(of);
                    if of.element_type.is_func_ref() {
                        (self.table, self.slots) = (place as u32, of.initial as u32);
                    }
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    self.memory = Some(memory?);
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.roots.push(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => self.roots.push(func),
            Payload::ElementSection(elements) => {
                for element in elements {
                    self.element(element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.body(&body)?,
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for name in names {
                        if let Name::Function(map) = name? {
                            for naming in map {
                                let naming = naming?;
                                self.names.push((naming.index, format!("{:#}", demangle(naming.name))));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn element(&mut self, element: wasmparser::Element<'_>) -> wasmparser::Result<()> {
        if let (
            ElementKind::Active { .. } | ElementKind::Passive | ElementKind::Declared,
            ElementItems::Functions(all),
        ) = (element.kind, element.items)
        {
            for function in all {
                self.roots.push(function?);
            }
        }
        Ok(())
    }

    fn body(&mut self, body: &wasmparser::FunctionBody<'_>) -> wasmparser::Result<()> {
        self.sizes.push(body.range().len());
        let mut calls = Vec::new();
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                    calls.push(function_index);
                }
                Operator::RefFunc { function_index } => self.roots.push(function_index),
                _ => {}
            }
        }
        self.calls.push(calls);
        Ok(())
    }

    /// All functions that have a body.
    pub fn defined(&self) -> std::ops::Range<u32> {
        self.imported..self.types.len() as u32
    }

    pub fn params(&self, function: u32) -> u32 {
        self.params[self.types[function as usize] as usize]
    }

    /// The functions of these names, one for each.
    pub fn named(&self, wanted: &[&str]) -> Outcome<Vec<u32>> {
        let mut found = Vec::new();
        for name in wanted {
            let ends =
                |known: &str| known.strip_suffix(name).is_some_and(|start| start.is_empty() || start.ends_with("::"));
            let all: Vec<u32> = self.names.iter().filter(|(_, known)| ends(known)).map(|(place, _)| *place).collect();
            match all.as_slice() {
                [one] => found.push(*one),
                none_or_many => return Err(format!("{} functions of the page are named {name}.", none_or_many.len())),
            }
        }
        Ok(found)
    }

    /// Functions whose address is taken, such as closures, of the modules that `of` accepts, and worth a door: a door
    /// takes some twenty bytes itself. Small ones of different modules may also have become one function.
    pub fn closures(&self, of: impl Fn(&str) -> bool) -> Vec<u32> {
        const WORTH: usize = 90;
        let size = |function: u32| function.checked_sub(self.imported).map_or(0, |place| self.sizes[place as usize]);
        let named = self.names.iter().filter(|(function, name)| size(*function) >= WORTH && of(name));
        let mut all: Vec<u32> = named.map(|(function, _)| *function).filter(|one| self.roots.contains(one)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What cannot be reached from the roots without going through one of the doors, and the doors; in order.
    pub fn only_behind(&self, doors: &[u32]) -> Vec<u32> {
        let mut reached = vec![false; self.types.len()];
        let mut waiting = self.roots.clone();
        while let Some(function) = waiting.pop() {
            if doors.contains(&function) || std::mem::replace(&mut reached[function as usize], true) {
                continue;
            }
            waiting.extend(&self.calls[function as usize]);
        }
        self.defined().filter(|function| !reached[*function as usize]).collect()
    }

    /// What the moved functions call of those that stay.
    pub fn called_by(&self, moved: &[u32]) -> Vec<u32> {
        let all = moved.iter().flat_map(|function| &self.calls[*function as usize]);
        let mut all: Vec<u32> = all.copied().filter(|function| moved.binary_search(function).is_err()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Where each function is once `moved` are gone; doors keep a place.
    pub fn places(&self, moved: &[u32], doors: &[u32]) -> Vec<u32> {
        let mut next = 0;
        let mut places = Vec::new();
        for function in 0..self.types.len() as u32 {
            places.push(next);
            if moved.binary_search(&function).is_err() || doors.contains(&function) {
                next += 1;
            }
        }
        places
    }
}
