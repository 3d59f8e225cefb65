;; listing: --cpu=full
(module
  (type $t (func (param i32) (result i32)))
  (global $g (mut externref) (ref.null extern))
  (func $f (type $t) (local.get 0))
  (elem declare func $f)
  (func $function (result funcref) (ref.func $f))
  (func $null (result externref) (ref.null extern))
  (func $is_null (param funcref) (result i32) (ref.is_null (local.get 0)))
  (func $call_non_null (param (ref $t)) (result i32) (call_ref $t (i32.const 7) (local.get 0)))
  (func $global (param externref) (global.set $g (local.get 0)))
  (func $select (param externref externref i32) (result externref)
    (select (result externref) (local.get 0) (local.get 1) (local.get 2))))
