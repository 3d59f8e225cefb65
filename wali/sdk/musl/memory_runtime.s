# The two exports by which an engine that cannot look inside learns and changes the memory size.
	.globl	__walirt_wasm_memory_size
	.type	__walirt_wasm_memory_size,@function
	.export_name	__walirt_wasm_memory_size, __wasm_memory_size
__walirt_wasm_memory_size:
	.functype	__walirt_wasm_memory_size () -> (i32)
	memory.size	0
	end_function

	.globl	__walirt_wasm_memory_grow
	.type	__walirt_wasm_memory_grow,@function
	.export_name	__walirt_wasm_memory_grow, __wasm_memory_grow
__walirt_wasm_memory_grow:
	.functype	__walirt_wasm_memory_grow (i32) -> (i32)
	local.get	0
	memory.grow	0
	end_function
