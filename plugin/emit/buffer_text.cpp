// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/buffer_text.h"
#include "llvm/ADT/APInt.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Eigen counts in signed integers.
bool returnsSigned(const Buffer &B) {
  return B.Kind == BufferKind::Members && !asStd(B.Argument->getType(), "vector") &&
         !asStd(B.Argument->getType(), "span") && !asStd(B.Argument->getType(), "basic_string") &&
         !asStd(B.Argument->getType(), "basic_string_view");
}

std::string address(const Expr *E, StringRef Name, Expressions &Text) {
  std::string Object = Text.object(E, Name);
  return (E->getType()->isRecordType() ? "__builtin_addressof(" + Object + ")" : "&" + Object);
}

} // namespace

bool isNumeral(StringRef Value) {
  return !Value.empty() && all_of(Value, [](char C) { return isDigit(C); });
}

std::string as(StringRef Type, StringRef Value) {
  return isNumeral(Value) ? Value.str() : ("static_cast<" + Type + ">(" + Value + ")").str();
}

std::optional<std::string> literalText(const Expr *E) {
  auto *Number = dyn_cast<IntegerLiteral>(E->IgnoreImplicit());
  return Number ? std::optional(toString(Number->getValue(), 10, false)) : std::nullopt;
}

std::optional<BufferText> bufferText(const Parameter &P, const Buffer &B, bool WholeElements,
                                     const CallContext &Context, Expressions &Text) {
  BufferText T;
  std::string Name = "njmpi_" + P.Name.str();
  if (B.Kind == BufferKind::Traits || B.CheckExhaustive) {
    if (WholeElements)
      return std::nullopt;
    bool Written = P.isWritten();
    std::string Object = Text.object(B.Argument, Name + "_buffer");
    Text.declare(Twine("const ") + (Written ? names::Output : names::Input) + " " + Name + " = " +
                 (Written ? names::OutputOf : names::InputOf) + "(" + Object + ")");
    return BufferText{Name + ".data", Name + ".count", Name + ".type", std::nullopt, 1};
  }
  T.Multiplicity = WholeElements ? 1 : B.Type.multiplicity();
  T.Type = WholeElements      ? "njmpi_op.type()"
           : B.Type.uniform() ? Context.Handles.datatype(*B.Type.uniform())
                              : "njmpi::datatype<" + names::record(B.Type) + ">()";
  switch (B.Kind) {
  case BufferKind::Scalar:
    if (B.Argument->refersToBitField())
      return std::nullopt;
    T.Pointer = address(B.Argument, Name, Text);
    break;
  case BufferKind::Array:
    T.Pointer = Text.object(B.Argument, Name);
    break;
  case BufferKind::Pointer:
    T.Pointer = Text.value(B.PointerArgument, "auto", Name);
    T.Count =
        asSize(literalText(B.CountArgument).value_or(Text.value(B.CountArgument, "auto", Name + "_count")));
    break;
  case BufferKind::Members: {
    std::string Object = Text.object(B.Argument, Name);
    T.Pointer = Object + ".data()";
    T.Count = Object + ".size()";
    break;
  }
  case BufferKind::Valarray: {
    std::string Object = Text.object(B.Argument, Name);
    T.Pointer = "std::begin(" + Object + ")";
    T.Count = Object + ".size()";
    break;
  }
  case BufferKind::Mdspan: {
    std::string Object = Text.object(B.Argument, Name);
    T.Pointer = Object + ".data_handle()";
    T.Count = asSize(Object + ".mapping().required_span_size()");
    break;
  }
  default:
    return std::nullopt;
  }
  if (B.Count && WholeElements) {
    T.Count = std::to_string(*B.Count) + " * njmpi_op.units()";
  } else if (B.Count) {
    T.Known = *B.Count * T.Multiplicity;
    T.Count = std::to_string(*T.Known);
  } else {
    if (!StringRef(T.Count).starts_with("static_cast") && !B.Argument->getType().isNull() && returnsSigned(B))
      T.Count = asSize(T.Count);
    if (WholeElements)
      T.Count += " * njmpi_op.units()";
    else if (T.Multiplicity != 1)
      T.Count += " * " + std::to_string(T.Multiplicity);
  }
  return T;
}

} // namespace njmpi
