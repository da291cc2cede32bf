//! The outcomes of conditions: truth tables in three values, operators on every pair of types, literals, reasons.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{answers, content, content_with, judge, letter, push, question, several, text, NO, YES};
use preflight_engine::condition::{EvalError, Truth};
use preflight_engine::{Answers, Content, Raw};
use serde_json::json;

/// An expression for each state of a truth value: true, false, missing, don't know, not asked, error.
const OPERANDS: [(char, &str); 6] =
    [('Y', "true"), ('N', "false"), ('?', "a"), ('d', "b"), ('-', "hidden"), ('E', "(1 / 0 == 1)")];

fn of_operands() -> Answers {
    answers(&[("b", Raw::DontKnow), ("gate", NO), ("hidden", YES), ("hidden_count", text("7"))])
}

/// Each row of `table` is a left side, each column a right side, in the order of [`OPERANDS`].
fn holds_table(content: &Content, operator: &str, table: [&str; 6]) {
    for ((left_name, left), row) in OPERANDS.iter().zip(table) {
        for ((right_name, right), wanted) in OPERANDS.iter().zip(row.chars()) {
            let actual = letter(&judge(content, &format!("{left} {operator} {right}"), &of_operands()));
            assert_eq!(actual, wanted, "{left_name} {operator} {right_name}");
        }
    }
}

fn each(content: &Content, answers: &Answers, cases: &[(&str, char)]) {
    for (condition, wanted) in cases {
        assert_eq!(letter(&judge(content, condition, answers)), *wanted, "{condition}");
    }
}

#[test]
fn and_is_false_when_either_side_is_false() {
    holds_table(&content(), "&&", ["YN??NE", "NNNNNN", "?N??N?", "?N??N?", "NNNNNN", "EN??NE"]);
}

#[test]
fn or_is_true_when_either_side_is_true() {
    holds_table(&content(), "||", ["YYYYYY", "YN??NE", "Y?????", "Y?????", "YN??NE", "YE??EE"]);
}

#[test]
fn not_swaps_true_and_false_and_passes_on_the_rest() {
    let content = content();
    for ((name, operand), wanted) in OPERANDS.iter().zip("NY??NE".chars()) {
        assert_eq!(letter(&judge(&content, &format!("!{operand}"), &of_operands())), wanted, "!{name}");
    }
}

#[test]
fn a_choice_is_open_only_if_its_condition_is() {
    for ((name, operand), wanted) in OPERANDS.iter().zip("YN??NE".chars()) {
        let condition = format!("{operand} ? true : false");
        assert_eq!(letter(&judge(&content(), &condition, &of_operands())), wanted, "{name} ? :");
    }
    each(&content(), &of_operands(), &[("true ? true : a", 'Y'), ("false ? a : true", 'Y'), ("a ? true : true", '?')]);
}

/// Operands of every type: flag, number, text, list, missing, not asked, error.
const TYPES: [&str; 7] = ["true", "2", "\"x\"", "[\"x\"]", "count", "hidden_count", "(1 / 0)"];

/// `Y` and `N` as above, `T` for a type error, `Z` for a division by zero, `?` for unknown.
fn holds_types(content: &Content, form: impl Fn(&str, &str) -> String, table: [&str; 7]) {
    for (left, row) in TYPES.iter().zip(table) {
        for (right, wanted) in TYPES.iter().zip(row.chars()) {
            let condition = form(left, right);
            let judged = judge(content, &condition, &of_operands());
            let actual = match judged.error {
                Some(EvalError::Type) => 'T',
                Some(EvalError::DivisionByZero) => 'Z',
                Some(EvalError::TooLarge) => 'L',
                None => letter(&judged),
            };
            assert_eq!(actual, wanted, "{condition}");
        }
    }
}

#[test]
fn equality_on_every_pair_of_types() {
    let equal = ["YNNN?NZ", "NYNN?NZ", "NNYN?NZ", "NNNY?NZ", "?????N?", "NNNNNNN", "ZZZZ?NZ"];
    holds_types(&content(), |a, b| format!("{a} == {b}"), equal);
    let unequal = ["NYYY?NZ", "YNYY?NZ", "YYNY?NZ", "YYYN?NZ", "?????N?", "NNNNNNN", "ZZZZ?NZ"];
    holds_types(&content(), |a, b| format!("{a} != {b}"), unequal);
}

#[test]
fn order_on_every_pair_of_types() {
    for (operator, same) in [("<", 'N'), ("<=", 'Y'), (">", 'N'), (">=", 'Y')] {
        let numbers = format!("T{same}TT?NZ");
        let flags = format!("{same}TTT?NZ");
        let texts = format!("TT{same}T?NZ");
        let table = [&flags, &numbers, &texts, "TTTT?NZ", "?????N?", "NNNNNNN", "ZZZZ?NZ"];
        holds_types(&content(), |a, b| format!("{a} {operator} {b}"), table);
    }
}

#[test]
fn arithmetic_on_every_pair_of_types() {
    for (operator, result) in [("+", "4"), ("-", "0"), ("*", "4"), ("/", "1")] {
        // Texts and lists join; what comes out is no number.
        let [texts, lists] = if operator == "+" { ["TTNT?NZ", "TTTN?NZ"] } else { ["TTTT?NZ", "TTTT?NZ"] };
        let table = ["TTTT?NZ", "TYTT?NZ", texts, lists, "?????N?", "NNNNNNN", "ZZZZ?NZ"];
        holds_types(&content(), |a, b| format!("({a} {operator} {b}) == {result}"), table);
    }
}

#[test]
fn in_on_every_pair_of_types() {
    let table = ["TTTN?NZ", "TTTN?NZ", "TTTY?NZ", "TTTN?NZ", "?????N?", "NNNNNNN", "ZZZZ?NZ"];
    holds_types(&content(), |a, b| format!("{a} in {b}"), table);
}

#[test]
fn answers_of_every_kind_are_read() {
    let answers_of_plan = answers(&[
        ("a", YES),
        ("colour", text("red")),
        ("toppings", several(&["olives", "ham"])),
        ("count", text("12")),
        ("volume", text("2 TB")),
        ("span", text("3 h")),
        ("day", text("1970-01-31")),
        ("word", text("naïve")),
        ("essay", text("two words")),
    ]);
    let cases = [
        ("a", 'Y'),
        ("a == true && a != false", 'Y'),
        ("colour == 'red' && colour != 'blue'", 'Y'),
        ("colour in ['red', 'green']", 'Y'),
        ("colour in ['green']", 'N'),
        ("colour in []", 'N'),
        ("'ham' in toppings && !('rocket' in toppings)", 'Y'),
        ("size(toppings) == 2", 'Y'),
        // The options give the order, whatever the order of the answer.
        ("toppings == ['ham', 'olives']", 'Y'),
        ("toppings == ['olives', 'ham']", 'N'),
        ("count / 5 == 2.4", 'Y'),
        ("volume == 2 * TB && volume < 2 * TiB", 'Y'),
        ("span == 3 * HOURS && span <= 0.125 * DAYS", 'Y'),
        ("day == 30 && day < today", 'Y'),
        ("word == 'naïve' && size(word) == 5", 'Y'),
        ("size(essay) == 9 && essay != word", 'Y'),
    ];
    each(&content(), &answers_of_plan, &cases);
    each(&content(), &answers(&[("toppings", several(&[]))]), &[("size(toppings) == 0 && toppings == []", 'Y')]);
}

#[test]
fn size_accepts_only_lists_and_texts() {
    let cases = [
        ("size([]) == 0", 'Y'),
        ("size([1, 2, 3]) == 3", 'Y'),
        ("size('äöü') == 3", 'Y'),
        ("size('') == 0", 'Y'),
        ("size(2) == 1", 'E'),
        ("size(true) == 1", 'E'),
        ("size(toppings) == 0", '?'),
        ("size(hidden_toppings) == 0", 'N'),
    ];
    each(&content(), &of_operands(), &cases);
}

#[test]
fn has_is_never_unknown() {
    let content = content();
    let cases = [
        (None, 'N', "has(count)"),
        (Some(Raw::DontKnow), 'N', "has(count)"),
        (Some(text("12")), 'Y', "has(count)"),
        (Some(text("twelve")), 'N', "has(count)"),
        (None, 'N', "has(hidden_count)"),
        (None, 'Y', "!has(count) && !has(hidden_count)"),
    ];
    for (raw, wanted, condition) in cases {
        let answers_of_plan = raw.map_or_else(Answers::default, |raw| answers(&[("count", raw)]));
        assert_eq!(letter(&judge(&content, condition, &answers_of_plan)), wanted, "{condition} {answers_of_plan:?}");
    }
    let stale = answers(&[("gate", NO), ("hidden_count", text("3"))]);
    each(&content, &stale, &[("has(hidden_count)", 'N'), ("has((gate))", 'Y')]);
}

#[test]
fn the_answer_to_a_question_that_is_not_asked_is_absent() {
    let cases = [
        ("hidden", 'N'),
        ("!hidden", 'N'),
        ("hidden == true", 'N'),
        ("hidden != true", 'N'),
        ("hidden_count == 7", 'N'),
        ("hidden_count != 7", 'N'),
        ("hidden_count < 100", 'N'),
        ("hidden_count >= 0", 'N'),
        ("hidden_count + 1 > 0", 'N'),
        ("-hidden_count < 0", 'N'),
        ("hidden_colour in ['red', 'green']", 'N'),
        ("'ham' in hidden_toppings", 'N'),
        ("count == hidden_count", 'N'),
        ("hidden_count == hidden_count", 'N'),
        ("1 / 0 == hidden_count", 'N'),
        ("hidden ? true : false", 'N'),
        ("!(hidden_count == 7)", 'Y'),
        ("hidden || true", 'Y'),
        // Two steps away: asked only when `hidden`, which is not asked itself.
        ("deeper || !deeper", 'N'),
    ];
    each(&content(), &of_operands(), &cases);
}

#[test]
fn a_question_that_may_be_asked_is_unknown_and_stale_answers_do_not_count() {
    let stale = answers(&[("hidden", YES), ("hidden_count", text("7"))]);
    each(&content(), &stale, &[("hidden", '?'), ("hidden_count == 7", '?'), ("has(hidden)", 'N')]);
    let asked = answers(&[("gate", YES), ("hidden", YES), ("hidden_count", text("7"))]);
    each(&content(), &asked, &[("hidden && hidden_count == 7 && has(hidden)", 'Y'), ("deeper", '?')]);
}

#[test]
fn precedence_and_associativity_are_those_of_cel() {
    let cases = [
        ("true || false && false", 'Y'),
        ("(true || false) && false", 'N'),
        ("!false && false", 'N'),
        ("!(false && false)", 'Y'),
        ("!!true", 'Y'),
        ("!true == false", 'Y'),
        ("2 + 3 * 4 == 14", 'Y'),
        ("(2 + 3) * 4 == 20", 'Y'),
        ("10 - 3 - 2 == 5", 'Y'),
        ("16 / 4 / 2 == 2", 'Y'),
        ("2 * 3 / 4 == 1.5", 'Y'),
        ("-2 * -3 == 6", 'Y'),
        ("--2 == 2", 'Y'),
        ("1 - -1 == 2", 'Y'),
        ("1 + 1 < 3 == true", 'Y'),
        ("1 < 2 && 2 < 3", 'Y'),
        ("1 in [1] == true", 'Y'),
        ("false ? true : false ? false : true", 'Y'),
        ("true ? false : true ? true : true", 'N'),
        ("false || true ? true : false", 'Y'),
        ("(true ? false : true) || true", 'Y'),
        ("1 < 2 < 3", 'E'),
    ];
    each(&content(), &Answers::default(), &cases);
}

#[test]
fn texts_can_have_single_double_or_triple_quotes() {
    let cases = [
        (r#""" == ''"#, 'Y'),
        (r#""x" == 'x'"#, 'Y'),
        (r#""""x""" == '''x'''"#, 'Y'),
        (r#""""""" == """#, 'Y'),
        (r#""""a"b""c""" == 'a"b""c'"#, 'Y'),
        (r"'''it's''' == 'it\'s'", 'Y'),
        (r#""\"\\\'" == '"\\\''"#, 'Y'),
        (r"size('\n\t\r') == 3", 'Y'),
        (r"'\n' == 'n'", 'N'),
        ("'''a\nb''' == 'a\\nb'", 'Y'),
        (r#""""\"""" == '"'"#, 'Y'),
        ("'&& || (' == \"&& || (\"", 'Y'),
        ("\"A\" == \"a\"", 'N'),
    ];
    each(&content(), &Answers::default(), &cases);
}

#[test]
fn booleans_and_written_texts_have_an_order_and_texts_and_lists_join() {
    let cases = [
        ("false < true && true <= true && !(true < true)", 'Y'),
        ("true > false && false >= false", 'Y'),
        ("(1 == 1) > false", 'Y'),
        ("'a' < 'b' && 'a' < 'aa' && 'Z' < 'a'", 'Y'),
        ("'' < 'a' && 'a' <= 'a' && 'b' > 'a' && 'b' >= 'b'", 'Y'),
        ("'\u{e4}' > 'z'", 'Y'),
        ("'ab' + 'c' == 'abc' && '' + 'x' == 'x'", 'Y'),
        ("'a' + 'b' < 'ac'", 'Y'),
        ("size('ab' + 'cd') == 4", 'Y'),
        ("(true ? 'a' : 'b') + 'c' == 'ac'", 'Y'),
        ("'b' in ['a'] + ['b'] && [1, 2] + [3] == [1, 2, 3]", 'Y'),
        ("size([] + [1] + [2, 3]) == 3", 'Y'),
    ];
    each(&content(), &Answers::default(), &cases);
}

#[test]
fn what_would_order_or_join_the_text_of_an_answer_does_not_compile() {
    for condition in ["colour < 'b'", "'b' >= colour", "colour + 'b' == 'ab'", "false && colour < 'b'"] {
        let error = content().compile(condition).expect_err(condition);
        assert!(error.message.contains("compare an answer with == or in"), "{condition}: {error}");
    }
}

#[test]
fn numbers_and_constants_have_their_value() {
    let cases = [
        ("1e3 == 1000 && 1E+3 == 1000 && 25e-2 == 0.25", 'Y'),
        ("007 == 7 && 2.50 == 2.5 && .99 == 9.9e-1", 'Y'),
        ("0.1 + 0.2 == 0.30000000000000004", 'Y'),
        ("KB == 1e3 && MB == 1e6 && GB == 1e9 && TB == 1e12 && PB == 1e15", 'Y'),
        ("KiB == 1024 && MiB == 1024 * KiB && GiB == 1024 * MiB && TiB == 1024 * GiB && PiB == 1024 * TiB", 'Y'),
        ("GB < GiB", 'Y'),
        ("MINUTES == 1 && HOURS == 60 * MINUTES && DAYS == 24 * HOURS", 'Y'),
        ("today == 20779", 'Y'),
    ];
    each(&content(), &Answers::default(), &cases);
}

#[test]
fn evaluation_errors_are_named_and_can_be_absorbed() {
    let cases = [
        ("1 / 0 == 1", Some(EvalError::DivisionByZero)),
        ("0 / 0 == 0", Some(EvalError::DivisionByZero)),
        ("1 / -0 == 1", Some(EvalError::DivisionByZero)),
        ("1 / (count - count) > 1", Some(EvalError::DivisionByZero)),
        ("1e308 * 10 > 1", Some(EvalError::TooLarge)),
        ("-1e308 - 1e308 < 0", Some(EvalError::TooLarge)),
        ("1 + 'x' == 2", Some(EvalError::Type)),
        ("-'x' == 2", Some(EvalError::Type)),
        ("!1", Some(EvalError::Type)),
        ("count", Some(EvalError::Type)),
        ("1 ? true : false", Some(EvalError::Type)),
        ("(1 / 0 == 1) ? true : true", Some(EvalError::DivisionByZero)),
        ("1 && true", Some(EvalError::Type)),
        // The side that decides absorbs the error.
        ("1 / 0 == 1 || count == 12", None),
        ("!(1 / 0 == 1 && count == 0)", None),
        ("true || 1", None),
        ("false ? 1 / 0 == 1 : true", None),
    ];
    for (condition, error) in cases {
        let judged = judge(&content(), condition, &answers(&[("count", text("12"))]));
        assert_eq!(judged.error, error, "{condition}");
        assert_eq!(judged.truth, if error.is_some() { Truth::Unknown } else { Truth::True }, "{condition}");
    }
}

#[test]
fn an_unknown_side_hides_an_error_until_it_is_answered() {
    let condition = "count / 0 == 1";
    let open = judge(&content(), condition, &Answers::default());
    assert_eq!((open.truth, open.error), (Truth::Unknown, None));
    let answered = judge(&content(), condition, &answers(&[("count", text("1"))]));
    assert_eq!((answered.truth, answered.error), (Truth::Unknown, Some(EvalError::DivisionByZero)));
}

#[test]
fn reasons_name_what_decided_and_what_is_wanted() {
    // Condition; the questions that decided it; the questions that it wants. `a` is yes, `b` no, `c` missing.
    let cases: [(&str, &[&str], &[&str]); 18] = [
        ("true", &[], &[]),
        ("a", &["a"], &[]),
        ("c", &[], &["c"]),
        ("a && b", &["b"], &[]),
        ("b && c", &["b"], &[]),
        ("c && b", &["b"], &[]),
        ("a || c", &["a"], &[]),
        ("a && c", &["a"], &["c"]),
        ("b || c", &["b"], &["c"]),
        ("!b && a", &["a", "b"], &[]),
        ("a == b", &["a", "b"], &[]),
        ("a ? c : b", &["a"], &["c"]),
        ("a ? b : c", &["a", "b"], &[]),
        ("c ? a : b", &[], &["c"]),
        ("count > 1 && word == 'x'", &[], &["count", "word"]),
        ("has(a)", &["a"], &[]),
        ("colour in ['red']", &[], &["colour"]),
        ("count + volume > span", &[], &["count", "volume", "span"]),
    ];
    let answers_of_plan = answers(&[("a", YES), ("b", NO)]);
    for (condition, because, wants) in cases {
        let judged = judge(&content(), condition, &answers_of_plan);
        assert_eq!((judged.because, judged.wants), (strings(because), strings(wants)), "{condition}");
    }
}

fn strings(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

type Given<'a> = &'a [(&'a str, Raw)];
type Ids<'a> = &'a [&'a str];

#[test]
fn the_reasons_of_ask_when_are_included() {
    let cases: [(Given, &str, Ids, Ids); 6] = [
        // Not known whether it is asked: what decides that is wanted, not the question itself.
        (&[], "hidden", &[], &["gate"]),
        (&[("gate", NO)], "hidden", &["gate"], &[]),
        (&[("gate", YES)], "hidden", &["gate"], &["hidden"]),
        (&[("gate", YES), ("hidden", YES)], "hidden", &["gate", "hidden"], &[]),
        (&[("gate", YES), ("hidden", NO)], "deeper", &["gate", "hidden"], &[]),
        (&[("gate", YES), ("hidden", YES)], "deeper", &["gate", "hidden"], &["deeper"]),
    ];
    for (answers_of_plan, condition, because, wants) in cases {
        let judged = judge(&content(), condition, &answers(answers_of_plan));
        assert_eq!(
            (judged.because, judged.wants),
            (strings(because), strings(wants)),
            "{answers_of_plan:?} {condition}"
        );
    }
}

#[test]
fn an_unreadable_answer_is_wanted() {
    let judged = judge(&content(), "count > 1", &answers(&[("count", text("many"))]));
    assert_eq!((judged.truth, judged.wants), (Truth::Unknown, strings(&["count"])));
}

#[test]
fn named_facts_are_unknown_absent_or_known() {
    let content = content_with(|pack| {
        let source = common::row_of(pack, "question", "source_size");
        source.insert("ask_when".to_owned(), json!("gate"));
        push(pack, "question", question("last", "yes_no", json!({})));
    });
    let line = [("bandwidth", text("80")), ("link_sharing", text("dedicated"))];
    let size = ("source_size", text("36 GB"));
    let with = |more: &[(&str, Raw)]| answers(&[&line[..], more].concat());
    // 36 GB are 288 Gbit; 80 % of 80 Mbit/s are 64 Mbit/s: 4500 s are 75 minutes.
    each(&content, &with(&[("gate", YES), size.clone()]), &[("transfer_likely == 75", 'Y')]);
    each(&content, &with(&[("gate", YES)]), &[("transfer_likely == 75", '?')]);
    each(&content, &with(std::slice::from_ref(&size)), &[("transfer_likely == 75", '?')]);
    each(&content, &with(&[("gate", NO), size]), &[("transfer_likely >= 0", 'N'), ("transfer_likely != 75", 'N')]);
}

#[test]
fn a_fact_has_every_answer_that_it_reads_as_a_reason() {
    let answers_of_plan = answers(&[("source_engine", text("oracle")), ("target_engine", text("postgres"))]);
    let judged = judge(&content(), "pair_schema_conversion == 'yes'", &answers_of_plan);
    assert_eq!(judged.because, strings(&["target_engine", "source_engine"]));
    assert_eq!(judged.wants, strings(&["target_hosting"]));
    for (hosting, wanted) in [("rds", 'Y'), ("ec2", 'N')] {
        let mut all = answers_of_plan.clone();
        all.extend(answers(&[("target_hosting", text(hosting))]));
        assert_eq!(letter(&judge(&content(), "pair_schema_conversion == 'yes'", &all)), wanted, "{hosting}");
    }
}

#[test]
fn skill_gaps_want_every_skill_that_is_open() {
    let judged = judge(&content(), "skill_gaps > 0", &answers(&[("skill_source", NO), ("skill_iam", YES)]));
    assert_eq!(judged.because.len(), 2);
    assert_eq!(judged.wants.len(), 4);
}
