# The tag of the exceptions that longjmp throws; the payload is the address of {buffer, value}.
	.tagtype	__c_longjmp i32

	.globl	__c_longjmp
__c_longjmp:
